import type * as pulumi from "@pulumi/pulumi";
import { derive, isDeferred } from "./deferred";

export type TextMap = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** The entries of both; those of `last` win. Those of a map that is no Output stay known beside those that are not. */
export function mergeTextMaps(first: TextMap, last: Record<string, pulumi.Input<string>>): TextMap {
  if (!isDeferred(first)) return { ...first, ...last };
  return derive([first, last], ([a, b]) => ({ ...a, ...b }));
}

/** Nothing instead of an empty map, also once it is known; an Output may hold nothing either. */
export function unlessEmpty(map: TextMap | undefined): TextMap | undefined {
  const filled = <T extends object>(all?: T) => (Object.keys(all ?? {}).length === 0 ? undefined : all);
  return isDeferred(map) ? (derive(map, filled) as TextMap) : filled(map);
}
