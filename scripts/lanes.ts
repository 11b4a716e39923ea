/** What `names` stand for, three beside each other: more than two cores need, since parts wait for builds, the engine or a cluster. */
export async function inLanes<T>(
  names: readonly string[],
  run: (name: string) => Promise<T>,
  report: (running: readonly string[], left: number) => void = () => {},
): Promise<T[]> {
  const waiting = [...names];
  const running = new Set<string>();
  const results = new Map<string, T>();

  async function lane(next: () => string | undefined): Promise<void> {
    for (let name = next(); name !== undefined; name = next()) {
      running.add(name);
      report([...running], waiting.length);
      results.set(name, await run(name));
      running.delete(name);
    }
  }

  // From both ends: in front are those that are over quickly, at the end the longest.
  const first = () => waiting.shift();
  const last = () => waiting.pop();
  await Promise.all([first, last, last].map(lane));
  return names.map((name) => results.get(name) as T);
}
