/** Rows in which every two values of two dimensions stand together: far fewer than all combinations. */

export type Dimensions = Readonly<Record<string, readonly string[]>>;
export type Row = Readonly<Record<string, string>>;

/** The same rows for the same dimensions: each takes the first pair that is missing, and as many others as it can. */
export function pairwise(dimensions: Dimensions): Row[] {
  const missing = new Set(pairsOf(dimensions));
  const rows: Row[] = [];
  while (missing.size > 0) {
    const [first = "[]"] = missing;
    const row: Record<string, string> = Object.fromEntries(JSON.parse(first));
    const added = (name: string, value: string) =>
      Object.entries(row).filter(([other, its]) => missing.has(pair([name, value], [other, its]))).length;
    for (const [name, values] of Object.entries(dimensions)) {
      row[name] ??= values.reduce((best, value) => (added(name, value) > added(name, best) ? value : best));
    }
    for (const one of pairsIn(row)) missing.delete(one);
    rows.push(row);
  }
  return rows;
}

/** Every two values of two dimensions. */
export function pairsOf(dimensions: Dimensions): string[] {
  const values = Object.entries(dimensions).flatMap(([name, all]) =>
    all.map((value): [string, string] => [name, value]),
  );
  return values.flatMap((one, index) =>
    values
      .slice(index + 1)
      .filter(([name]) => name !== one[0])
      .map((other) => pair(one, other)),
  );
}

export function pairsIn(row: Row): string[] {
  return pairsOf(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]])));
}

function pair(...values: [string, string][]): string {
  return JSON.stringify(values.sort(([one], [other]) => (one < other ? -1 : 1)));
}
