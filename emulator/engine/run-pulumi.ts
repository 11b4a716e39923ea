import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Engine } from "./engine";
import { log } from "./progress";

interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs `pulumi` with this process's own output, colours and progress included, and returns its exit code. */
export function runPulumi(
  engine: Engine,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  return exitCodeOf(spawn(engine.command, args, { ...surroundings, stdio: "inherit" }));
}

/** Runs `pulumi` and returns its exit code with all that it printed. */
export async function capturePulumi(
  engine: Engine,
  args: readonly string[],
  surroundings: Surroundings,
  started: (pid: number) => void = () => {},
): Promise<{ exitCode: number; text: string }> {
  const child = spawn(engine.command, args, { ...surroundings, stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid !== undefined) started(child.pid);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
  }
  return { exitCode: await exitCodeOf(child), text };
}

async function exitCodeOf(child: ChildProcess): Promise<number> {
  // Ctrl-C reaches pulumi by itself, which then cancels in its own way; a plain kill reaches this process only.
  // So may the end of a terminal.
  const wait = () => {};
  const cancel = () => child.kill("SIGINT");
  process.on("SIGINT", wait).on("SIGTERM", cancel).on("SIGHUP", cancel);
  try {
    const [code, signal] = await once(child, "close");
    if (signal) log(`pulumi was ended by ${signal}`);
    return code ?? 1;
  } finally {
    process.off("SIGINT", wait).off("SIGTERM", cancel).off("SIGHUP", cancel);
  }
}
