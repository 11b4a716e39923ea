import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs a package manager; its last lines tell what went wrong. */
export async function runTool(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  try {
    await run(command, args, { cwd, env, maxBuffer: 64 << 20 });
  } catch (error) {
    const { stdout = "", stderr = "", code } = error as { stdout?: string; stderr?: string; code?: string };
    if (code === "ENOENT") throw new Error(`${command} is not installed`);
    const lastLines = `${stdout}${stderr}`.trim().split("\n").slice(-10);
    throw new Error(`${command} ${args.join(" ")} failed:\n${lastLines.join("\n")}`);
  }
}
