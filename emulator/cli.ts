import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startComponentPlugin } from "./engine/component-plugin";
import { engineEnvironment } from "./engine/environment";
import { findEngine } from "./engine/find";
import { repairState } from "./engine/left-behind";
import { withLock } from "./engine/lock";
import { log } from "./engine/progress";
import { runPulumi } from "./engine/run-pulumi";
import { ensureStack } from "./engine/stack";
import { loadWorld, startEmulator } from "./index";
import { compileGoPackages } from "./needs/go-packages";
import { withNeeds } from "./needs/needs";
import { configOf, findProgram, type Program } from "./program";

const checkout = resolve(__dirname, "..");
const stack = "emulator";

const commands: Record<string, readonly string[]> = {
  preview: ["preview"],
  up: ["up", "--yes"],
  destroy: ["destroy", "--yes"],
};

/** Exits in the ordinary way, so that what was started is ended. Once pulumi runs, it is the one to be interrupted. */
const leave = () => process.exit(130);
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs the program against the emulator and returns pulumi's exit code. */
async function main(command: readonly string[], program: Program, more: readonly string[]): Promise<number> {
  for (const signal of signals) process.on(signal, leave);
  const { folder, project, language, home } = program;
  mkdirSync(join(home, "state"), { recursive: true });
  const engine = await findEngine([language]);
  log(`Azure, Entra and Kubernetes: the local emulator, with what ${program.worldFile} declares`);
  const world = loadWorld(program.worldFile);
  const cloud = await startEmulator({ world, stateFile: join(home, "cloud.json") });
  const plugin = await startComponentPlugin(checkout, home).catch(async (error) => {
    await cloud.stop();
    throw error;
  });
  try {
    const providers = `${cloud.debugProviders},${plugin.debugProvider}`;
    const env = await withNeeds(engineEnvironment(engine, home, providers), checkout, folder, language);
    if (language === "go") await compileGoPackages(folder, env);
    const settings = await withLock(join(home, "stack.lock"), () => {
      repairState(home, project, stack);
      return ensureStack(engine, env, join(home, "stack", project), project, stack, configOf(folder));
    });
    const args = [...command, "--stack", stack, "--config-file", settings, ...more];
    for (const signal of signals) process.off(signal, leave);
    const exitCode = await runPulumi(engine, args, { cwd: folder, env });
    const hasWritten = command[0] !== "preview";
    if (hasWritten && (exitCode !== 0 || command[0] === "destroy")) {
      log("To start over with an empty emulator, when no other run is under way: npm run reset");
    }
    return exitCode;
  } finally {
    await plugin.stop();
    await cloud.stop();
  }
}

/** npm runs its scripts in the checkout, wherever the user is. */
function folderOf(path: string): string {
  return resolve(process.env.INIT_CWD ?? "", path);
}

const [name = "", ...more] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`usage: npm run ${Object.keys(commands).join(" | ")}, not "${name}"`);
  process.exitCode = 2;
} else {
  const named = more[0] !== undefined && !more[0].startsWith("-") ? more.shift() : undefined;
  Promise.resolve()
    .then(() => main(command, findProgram(checkout, named && folderOf(named)), more))
    .then(
      (exitCode) => {
        process.exitCode = exitCode;
      },
      (error: Error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
}
