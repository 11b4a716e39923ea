/** One line about what is going on; on stderr, so that the engine's own output stays alone on stdout. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what is going on at once, and then every ten seconds how long it has been going on. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
  say(what);
  const timer = setInterval(() => say(`${what} … ${elapsed()}`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
