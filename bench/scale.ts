import { join, resolve } from "node:path";
import { loadWorld, startEmulator } from "../emulator/index";
import { createWorkspace } from "../tests/engine/support/workspace";
import { type Usage, Watch } from "./processes";
import { type Subject, subjects } from "./programs";

const worldFile = join(resolve(__dirname, ".."), "emulator", "world.yaml");
const usual = [1, 50, 200, 500];

interface Row {
  readonly run: string;
  readonly wall: number;
  readonly usage: Readonly<Record<string, Usage>>;
}

/** In turns, so that what else the machine does falls on all alike; the least counts. */
const rounds = (size: number) => (size > 200 ? 1 : size > 50 ? 3 : 5);

/** A preview, and an update and a second update, of each program at each size, on the real engine against the emulator. */
export async function scale(sizes: readonly number[], isPreviewOnly: boolean): Promise<void> {
  if (process.platform !== "linux") throw new Error("processes are measured through /proc: Linux only");
  for (const size of sizes.length > 0 ? sizes : usual) {
    const rows = new Map<string, Row>();
    for (let round = 0; round < rounds(size); round++) {
      for (const [name, subject] of Object.entries(subjects)) {
        for (const row of await measure(subject, size, isPreviewOnly)) {
          const key = `${name} | ${row.run}`;
          const least = rows.get(key);
          if (least === undefined || cpu(row) < cpu(least)) rows.set(key, row);
        }
      }
    }
    report(size, rows);
  }
}

function report(size: number, rows: ReadonlyMap<string, Row>): void {
  console.log(`\n${size} components, five resources each\n`);
  console.log(
    "| program | run | wall, s | CPU, s | engine + program + plugin | CPU, × by hand | plugin, MB | plugin, files | program, MB | engine, MB |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  const byHand: Record<string, number> = {};
  for (const [key, row] of rows) {
    const { run, wall, usage } = row;
    const language = key.split(/[ ,]/)[0] ?? "";
    byHand[language + run] ??= cpu(row);
    const { plugin, program, engine } = usage;
    const cells = [
      wall.toFixed(1),
      cpu(row).toFixed(1),
      [engine, program, plugin].flatMap((one) => (one ? [one.cpu.toFixed(1)] : [])).join(" + "),
      (cpu(row) / (byHand[language + run] as number)).toFixed(2),
      mb(plugin),
      plugin?.files ?? "",
      mb(program),
      mb(engine),
    ];
    console.log(`| ${[key, ...cells].join(" | ")} |`);
  }
}

const cpu = ({ usage }: Row) => Object.values(usage).reduce((sum, one) => sum + one.cpu, 0);
const mb = (usage?: Usage) => usage?.memory.toFixed(0) ?? "";

async function measure(
  { files, pluginFolder }: Subject,
  size: number,
  isPreviewOnly: boolean,
): Promise<Row[]> {
  const cloud = await startEmulator({ world: loadWorld(worldFile) });
  const { debugProviders } = cloud;
  const workspace = await createWorkspace({
    files: files(size),
    debugProviders,
    pluginFolder,
    newPlugins: true,
    checksTypes: true,
    // A state in a file is written whole after each step, which takes most of an update of 200 components by hand;
    // Pulumi Cloud gets each step alone.
    env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  });
  const rows: Row[] = [];
  try {
    const runs = {
      preview: () => workspace.preview(),
      ...(!isPreviewOnly && {
        up: () => workspace.up("--skip-preview"),
        "second up": () => workspace.up("--skip-preview", "--expect-no-changes"),
      }),
    };
    for (const [run, start] of Object.entries(runs)) {
      const begin = performance.now();
      const watch = new Watch(() => workspace.running);
      const outcome = await start();
      const wall = (performance.now() - begin) / 1000;
      const usage = watch.stop();
      if (outcome.exitCode !== 0) throw new Error(outcome.text);
      rows.push({ run, wall, usage });
    }
  } finally {
    workspace.dispose();
    await cloud.stop();
  }
  return rows;
}
