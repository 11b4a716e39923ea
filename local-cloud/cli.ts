import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { startComponentPlugin } from "./engine/component-plugin";
import { engineEnvironment } from "./engine/environment";
import { readEvents, stackOutputs } from "./engine/events";
import { findEngine } from "./engine/find";
import { runPulumi } from "./engine/run-pulumi";
import { ensureStack } from "./engine/stack";
import { loadWorld, startLocalCloud } from "./index";

const checkout = resolve(__dirname, "..");
const home = join(checkout, ".local-cloud");
const stack = "local-cloud";

const commands: Record<string, readonly string[]> = {
  preview: ["preview"],
  up: ["up", "--yes"],
  destroy: ["destroy", "--yes"],
};

/** Exits in the ordinary way, so that what was started is ended. Once pulumi runs, it is the one to be interrupted. */
const leave = () => process.exit(130);

/** Runs the program in the checkout's root against the local cloud and returns pulumi's exit code. */
async function main(command: readonly string[], more: readonly string[]): Promise<number> {
  process.on("SIGINT", leave).on("SIGTERM", leave);
  mkdirSync(join(home, "state"), { recursive: true });
  const project = parse(readFileSync(join(checkout, "Pulumi.yaml"), "utf8")).name as string;
  const engine = await findEngine(["yaml"]);
  const world = loadWorld(join(__dirname, "world.yaml"));
  const cloud = await startLocalCloud({ world, stateFile: join(home, "cloud.json") });
  const plugin = await startComponentPlugin(checkout, home).catch(async (error) => {
    await cloud.stop();
    throw error;
  });
  try {
    const env = engineEnvironment(engine, home, `${cloud.debugProviders},${plugin.debugProvider}`);
    const settings = await ensureStack(engine, env, join(home, "stack", project), project, stack);
    const eventLog = join(home, "events.log");
    rmSync(eventLog, { force: true });
    const args = [...command, "--stack", stack, "--config-file", settings, "--event-log", eventLog, ...more];
    process.off("SIGINT", leave).off("SIGTERM", leave);
    const exitCode = await runPulumi(engine, args, { cwd: checkout, env });
    printTrust(stackOutputs(readEvents(eventLog)).trust);
    if (exitCode !== 0) console.error("To start over with an empty stand-in, delete the folder .local-cloud.");
    return exitCode;
  } finally {
    await plugin.stop();
    await cloud.stop();
  }
}

/** Pulumi prints an output of several lines in quotes; here it is as the reviewer should read it. */
function printTrust(trust: unknown): void {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  if (typeof trust === "string" && trust !== unknown)
    console.log(`\nTrust statement\n\n${trust.trimEnd()}\n`);
}

const [name = "", ...more] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`usage: npm run ${Object.keys(commands).join(" | ")}, not "${name}"`);
  process.exitCode = 2;
} else {
  main(command, more).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
