import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { startComponentPlugin } from "../emulator/engine/component-plugin";
import type { Engine } from "../emulator/engine/engine";
import { engineEnvironment } from "../emulator/engine/environment";
import { findEngine } from "../emulator/engine/find";
import { log } from "../emulator/engine/progress";
import { capturePulumi } from "../emulator/engine/run-pulumi";
import { ensureStack } from "../emulator/engine/stack";
import type { Language } from "../emulator/engine/versions";
import { type Emulator, startEmulator } from "../emulator/index";
import { withNeeds } from "../emulator/needs/needs";
import { runtimeOf } from "../emulator/program";
import { canonical } from "./registered/canonical";
import { configurationOf, worldOf } from "./registered/surroundings";

const checkout = resolve(__dirname, "..");
const stack = "registered";
const readme = "readme";
/** What a program asks of the engine; the rest are the engine's own affairs. */
const asked = ["RegisterResource", "RegisterResourceOutputs", "ReadResource", "Invoke", "Call"];

/**
 * Writes for every program of YAML and TypeScript, on the real engine against the emulator, what is registered: each
 * request to the engine in a preview and in the update, the state, and what exists afterwards. Two checkouts that do
 * the same write the same: compare their folders with `diff -r`.
 */
async function main(folder: string, named: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const engine = await findEngine(["yaml", "nodejs"]);
  for (const example of [readme, ...readdirSync(join(checkout, "examples"))]) {
    if (named.length > 0 && !named.includes(example)) continue;
    const home = mkdtempSync(join(tmpdir(), "registered-"));
    mkdirSync(join(home, "state"));
    const cloud = await startEmulator({ world: worldOf(example) });
    try {
      for (const program of programsOf(example)) {
        const file = join(folder, `${program.replaceAll(/\W+/g, "-")}.json`);
        const text = JSON.stringify(await registered(engine, home, cloud, program), undefined, 2);
        writeFileSync(file, `${text}\n`);
        log(`${program}: ${file}`);
      }
    } finally {
      await cloud.stop();
      rmSync(home, { recursive: true });
    }
  }
}

/** One as a rule; several that share a cloud, the one that is referred to first: `platform`, then `application`. */
function programsOf(example: string): string[] {
  if (example === readme) return [readme];
  const files = readdirSync(join(checkout, "examples", example), { recursive: true, encoding: "utf8" });
  const all = files
    .filter((file) => basename(file) === "Pulumi.yaml")
    .map((file) => join(example, dirname(file)));
  const here = all.filter((program) => {
    const runtime = runtimeOf(readProject(join(checkout, "examples", program)));
    return runtime === "yaml" || runtime === "nodejs";
  });
  const refers = (program: string) =>
    readFileSync(join(checkout, "examples", program, "Pulumi.yaml"), "utf8").includes("StackReference");
  return here.sort((a, b) => Number(refers(a)) - Number(refers(b)));
}

function readProject(folder: string): { name: string; runtime: unknown } {
  return parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
}

async function registered(engine: Engine, home: string, cloud: Emulator, program: string): Promise<unknown> {
  // As deep as in the checkout: YAML programs name the package by a relative path.
  const folder = join(home, "examples", program);
  copyProgram(program, folder);
  const { name, runtime } = readProject(folder);
  const bare = engineEnvironment(engine, home, "");
  const env = await withNeeds(bare, checkout, folder, runtimeOf({ runtime }) as Language);
  const settings = await ensureStack(
    engine,
    env,
    join(home, "stacks", name),
    name,
    stack,
    configurationOf(program),
  );

  const run = async (command: readonly string[], log = "") => {
    const plugin = await startComponentPlugin(checkout, home);
    const PULUMI_DEBUG_PROVIDERS = `${cloud.debugProviders},${plugin.debugProvider}`;
    const args = [...command, "--stack", stack, "--non-interactive", "--color", "never"];
    const surroundings = { cwd: folder, env: { ...env, PULUMI_DEBUG_PROVIDERS, PULUMI_DEBUG_GRPC: log } };
    const { exitCode, text } = await capturePulumi(engine, args, surroundings);
    await plugin.stop();
    if (exitCode !== 0) throw new Error(`${program}: pulumi ${command[0]} failed:\n${text}`);
    return text;
  };
  const requestsOf = async (...command: string[]) => {
    const log = join(home, `${name}-${command[0]}.log`);
    await run([...command, "--config-file", settings], log);
    return requests(log);
  };

  const preview = await requestsOf("preview");
  const up = await requestsOf("up", "--yes", "--skip-preview");
  const { deployment } = JSON.parse(await run(["stack", "export", "--show-secrets"]));
  const made = [...cloud.azure, ...cloud.entra, ...cloud.kubernetes];
  return canonical({ preview, up, state: deployment.resources, made });
}

function copyProgram(program: string, folder: string): void {
  if (program === readme) {
    mkdirSync(folder, { recursive: true });
    cpSync(join(checkout, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
    return;
  }
  mkdirSync(dirname(folder), { recursive: true });
  const notCopied = ["node_modules", "manifests"];
  const filter = (path: string) => !notCopied.includes(path.split("/").at(-1) ?? "");
  cpSync(join(checkout, "examples", program), folder, { recursive: true, filter });
}

/** What the program and the plugin asked of the engine, whose own log of its calls tells it. */
function requests(log: string): unknown[] {
  const lines = readFileSync(log, "utf8").split("\n").filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as { method: string; request?: unknown; progress?: string })
    .flatMap(({ method, request, progress }) => {
      const [service, name = ""] = method.split("/").slice(1);
      const isAsked = service === "pulumirpc.ResourceMonitor" && asked.includes(name);
      // The answer is logged once more, with the request.
      return isAsked && progress === "request_started" ? [{ method: name, request }] : [];
    });
}

const [folder, ...named] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run registered -- <folder> [example …]");
  process.exitCode = 2;
} else {
  main(resolve(process.env.INIT_CWD ?? "", folder), named).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
