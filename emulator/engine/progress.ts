/** One line about what is going on; on stderr, so that the engine's own output stays alone on stdout. */
export function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Where to write progress: a terminal can rewrite its last line, a log cannot. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Reports what is going on and for how long: on a terminal in one line that changes, elsewhere every ten seconds. */
export async function withProgress<T>(
  what: string,
  work: () => Promise<T>,
  output: Output = process.stderr,
): Promise<T> {
  const start = Date.now();
  const elapsed = () => `${what} … ${Math.round((Date.now() - start) / 1000)} s`;
  const report = (text: string) => output.write(output.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  report(what);
  const timer = setInterval(() => report(elapsed()), output.isTTY ? 1_000 : 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (output.isTTY) output.write(`\r\u001b[2K${elapsed()}\n`);
  }
}
