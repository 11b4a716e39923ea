import type * as pulumi from "@pulumi/pulumi";
import { derive, isDeferred } from "./deferred";
import { settle } from "./settle";

export type TextMap = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** The entries of both; those of `last` win. Entries that are known stay known beside those that are not. */
export function mergeTextMaps(first: TextMap, last: Record<string, pulumi.Input<string>>): TextMap {
  if (!isDeferred(first)) return { ...first, ...last };
  return derive([first, last], ([a, b]) => ({ ...a, ...b }));
}

/** The entries, once the map itself is known; a value may still be unknown. */
export async function entriesOf(map: TextMap = {}): Promise<[string, pulumi.Input<string>][]> {
  return Object.entries(isDeferred(map) ? ((await settle(map)).value ?? {}) : map);
}

/** Nothing instead of an empty map, also once it is known. */
export function unlessEmpty(map: TextMap | undefined): TextMap | undefined {
  const filled = <T extends object>(all: T) => (Object.keys(all).length === 0 ? undefined : all);
  if (map === undefined || !isDeferred(map)) return map && filled(map);
  return derive(map, filled) as TextMap;
}
