/** What `names` stand for, two beside each other: parts that wait, for a build or for the engine, and parts that compute. */
export async function inTwoLanes<T>(
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
  await Promise.all([lane(() => waiting.shift()), lane(() => waiting.pop())]);
  return names.map((name) => results.get(name) as T);
}
