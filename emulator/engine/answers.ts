import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withoutPulumi } from "./environment";
import { engineVersion } from "./versions";

const run = promisify(execFile);

/** The version that a `pulumi` prints, or undefined when it does not run. */
export async function versionOf(command: string): Promise<string | undefined> {
  // It writes a log even for this.
  const home = await mkdtemp(join(tmpdir(), "pulumi-version-"));
  try {
    const env = { ...withoutPulumi(process.env), PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await run(command, ["version"], { env });
    return stdout.match(/\d+\.\d+\.\d+/)?.[0];
  } catch {
    return undefined;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Why one of the programs in a cached folder cannot be used: a disk that was full leaves half a program. */
export async function faultOf(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const program = join(folder, name);
    const whole = name === "pulumi" ? (await versionOf(program)) === engineVersion : await runs(program);
    if (!whole) return `${program} in the cache is broken`;
  }
  return undefined;
}

/** Its help is looked for: an exit code may be that of a shell, to which the system passes what is not a program. */
async function runs(program: string): Promise<boolean> {
  const { stdout, stderr } = await run(program, ["-help"]).catch((error) => error);
  return /usage/i.test(`${stdout}${stderr}`);
}
