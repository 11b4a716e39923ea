import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The failed tests by title and file, as far as there are any to name. */
  readonly failures: readonly string[];
}

export const checkout = resolve(__dirname, "..");
export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
const onePassed: Counts = { ...nothing, passed: 1 };
export const oneFailed: Counts = { ...nothing, failed: 1 };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** In CI nothing is left out unnoticed. */
export function skip(reason: string): Counts {
  if (process.env.CI) throw new Error(reason);
  print(`skipped: ${reason}`);
  return { ...nothing, skipped: 1 };
}

/** A command that passes or fails as a whole. */
export async function runCommand(command: string, ...args: string[]): Promise<Counts> {
  return (await exitCodeOf(command, args, checkout)) === 0 ? onePassed : oneFailed;
}

type Write = (text: string) => void;

const collecting = new AsyncLocalStorage<Write>();

/** Keeps what `work` prints, so that what runs beside each other is not printed mixed. */
export async function collect<T>(work: () => Promise<T>): Promise<{ result: T; text: string }> {
  let text = "";
  const write: Write = (more) => {
    text += more;
  };
  return { result: await collecting.run(write, work), text };
}

export function print(line: string): void {
  const write = collecting.getStore();
  if (write) write(`${line}\n`);
  else console.log(line);
}

export async function exitCodeOf(command: string, args: readonly string[], cwd: string): Promise<number> {
  const write = collecting.getStore();
  const stdio = write ? "pipe" : "inherit";
  const child = spawn(command, args, { cwd, stdio: ["ignore", stdio, stdio] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", write as Write);
  const [code] = await once(child, "close");
  return code ?? 1;
}
