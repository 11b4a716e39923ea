import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { loadWorld, startEmulator } from "../emulator/index";
import { layOutForDefaultHost } from "./default-host";
import { startFakeEngine } from "./fake-engine";
import { type Measurement, measure } from "./measure";

const checkout = resolve(__dirname, "..");
const rounds = 7;
const type = "azure-workload-identity:index:KeyVaultWorkloadIdentity";

/** What is to be reached. */
const goals = { toEmpty: 1.25, toDefaultHost: 4, memory: 200 };

/** How long a fresh plugin takes to its first component, beside the least that a plugin can be and Pulumi's own host. */
export async function coldStart(): Promise<void> {
  if (process.platform !== "linux")
    throw new Error("the peak memory of a process is read from /proc: Linux only");
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const defaultHost = join(folder, "default-host");
  mkdirSync(defaultHost);
  layOutForDefaultHost(checkout, defaultHost);
  const cloud = await startEmulator({ world: loadWorld(join(checkout, "emulator", "world.yaml")) });
  const engine = await startFakeEngine(cloud);
  const { resources } = parse(readFileSync(join(checkout, "Pulumi.yaml"), "utf8"));
  const subjects = {
    "this plugin": checkout,
    "empty component": join(__dirname, "empty-component"),
    "default host": defaultHost,
  };
  const results = new Map<string, Measurement[]>(Object.keys(subjects).map((name) => [name, []]));
  try {
    // In turns, so that what else the machine does falls on all alike; the first round fills the file cache.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, subject] of Object.entries(subjects)) {
        const measured = await measure(subject, folder, engine, type, resources.orders.properties);
        if (round > 0) results.get(name)?.push(measured);
      }
    }
  } finally {
    engine.stop();
    await cloud.stop();
    rmSync(folder, { recursive: true });
  }
  report(new Map([...results].map(([name, measured]) => [name, medians(measured)])));
}

function medians(measured: readonly Measurement[]): Measurement {
  const median = (key: keyof Measurement) =>
    measured.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(measured.length / 2)] ?? Number.NaN;
  return { port: median("port"), construct: median("construct"), memory: median("memory") };
}

function report(results: ReadonlyMap<string, Measurement>): void {
  console.log(`cold start, medians of ${rounds} fresh processes each\n`);
  console.log(
    `${"".padEnd(18)}${"port line".padStart(12)}${"first Construct".padStart(18)}${"peak memory".padStart(14)}`,
  );
  for (const [name, { port, construct, memory }] of results) {
    const columns = [`${port.toFixed(2)} s`.padStart(12), `${construct.toFixed(2)} s`.padStart(18)];
    console.log(name.padEnd(18) + columns.join("") + `${memory.toFixed(0)} MB`.padStart(14));
  }
  const [own, empty, usual] = [...results.values()] as [Measurement, Measurement, Measurement];
  const toEmpty = own.construct / empty.construct;
  const toDefaultHost = usual.construct / own.construct;
  console.log("");
  goal(`${toEmpty.toFixed(2)} times the empty component, at most ${goals.toEmpty}`, toEmpty <= goals.toEmpty);
  goal(
    `${toDefaultHost.toFixed(1)} times faster than the default host, at least ${goals.toDefaultHost}`,
    toDefaultHost >= goals.toDefaultHost,
  );
  goal(`${own.memory.toFixed(0)} MB at its peak, under ${goals.memory}`, own.memory < goals.memory);
}

function goal(text: string, reached: boolean): void {
  console.log(`${reached ? "reached" : "MISSED "}  ${text}`);
  if (!reached) process.exitCode = 1;
}
