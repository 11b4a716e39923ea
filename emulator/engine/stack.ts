import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Engine } from "./engine";
import { capturePulumi } from "./run-pulumi";

/** Configuration of a stack by its full key, e.g. `azure-native:location`. */
export type StackConfig = Readonly<Record<string, string | object>>;

/**
 * Creates the stack of a project where it is missing and returns the stack's settings file. Created from a folder of
 * its own, because `pulumi stack init` writes the settings beside the project, which is the user's checkout.
 */
export async function ensureStack(
  engine: Engine,
  env: NodeJS.ProcessEnv,
  folder: string,
  project: string,
  stack: string,
  config: StackConfig,
): Promise<string> {
  const settings = join(folder, `Pulumi.${stack}.yaml`);
  if (!existsSync(settings)) await createStack(engine, env, folder, project, stack);
  if (!existsSync(settings)) {
    throw new Error(
      `The emulator's stack "${stack}" of ${project} has lost its settings. Start again: npm run reset`,
    );
  }
  const salt = parse(readFileSync(settings, "utf8")) as object;
  writeFileSync(settings, stringify({ ...salt, config }));
  return settings;
}

async function createStack(
  engine: Engine,
  env: NodeJS.ProcessEnv,
  folder: string,
  project: string,
  stack: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: yaml\n`);
  const args = ["stack", "select", stack, "--create", "--non-interactive"];
  const { exitCode, text } = await capturePulumi(engine, args, { cwd: folder, env });
  if (exitCode !== 0) throw new Error(`the stack "${stack}" could not be created:\n${text}`);
}
