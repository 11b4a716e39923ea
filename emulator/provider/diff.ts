import { isDeepStrictEqual } from "node:util";
import type { Diff, DiffKind } from "./provider";
import { isObject, type Properties } from "./values";

/** Compares by property path (`a.b[0].c`); `replaces` is true for paths that cannot change in place. */
export function diffProperties(
  olds: Properties,
  news: Properties,
  replaces: (path: string) => boolean,
): Diff["changes"] {
  const changes: Diff["changes"] = {};
  const note = (path: string, kind: DiffKind) => {
    changes[path] = { kind, replace: replaces(path) };
  };
  const compare = (path: string, before: unknown, after: unknown): void => {
    if (isDeepStrictEqual(before, after)) return;
    if (before === undefined || after === undefined) note(path, before === undefined ? "add" : "delete");
    else if (isObject(before) && isObject(after)) {
      for (const key of keys(before, after)) compare(`${path}.${key}`, before[key], after[key]);
    } else if (Array.isArray(before) && Array.isArray(after)) {
      for (let i = 0; i < Math.max(before.length, after.length); i++) {
        compare(`${path}[${i}]`, before[i], after[i]);
      }
    } else note(path, "update");
  };
  for (const key of keys(olds, news)) compare(key, olds[key], news[key]);
  return changes;
}

function keys(a: Properties, b: Properties): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
