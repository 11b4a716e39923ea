/** Those with an equal key together, in the order of the first of each. */
export function groupBy<T>(some: readonly T[], key: (one: T) => unknown): [first: T, ...others: T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of some) {
    const text = JSON.stringify(key(one));
    const group = groups.get(text);
    if (group) group.push(one);
    else groups.set(text, [one]);
  }
  return [...groups.values()];
}
