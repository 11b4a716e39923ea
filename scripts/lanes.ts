interface Options {
  /** Part → the one whose end it waits for; until then its lane takes another where there is one. */
  readonly after?: Readonly<Record<string, string>>;
  readonly report?: (running: readonly string[], left: number) => void;
}

/** What `names` stand for, two beside each other: parts that wait, for a build or for the engine, and parts that compute. */
export async function inTwoLanes<T>(
  names: readonly string[],
  run: (name: string) => Promise<T>,
  { after = {}, report = () => {} }: Options = {},
): Promise<T[]> {
  const waiting = [...names];
  const running = new Set<string>();
  const results = new Map<string, T>();

  function isReady(name: string): boolean {
    const first = after[name];
    return first === undefined || !names.includes(first) || results.has(first);
  }

  function take(order: readonly string[]): string | undefined {
    const next = order.find(isReady) ?? order[0];
    if (next !== undefined) waiting.splice(waiting.indexOf(next), 1);
    return next;
  }

  async function lane(next: () => string | undefined): Promise<void> {
    for (let name = next(); name !== undefined; name = next()) {
      running.add(name);
      report([...running], waiting.length);
      results.set(name, await run(name));
      running.delete(name);
    }
  }

  // From both ends: in front are those that are over quickly and find most mistakes, at the end the longest.
  await Promise.all([lane(() => take(waiting)), lane(() => take([...waiting].reverse()))]);
  return names.map((name) => results.get(name) as T);
}
