/** Values of a stack export or a preview, which may be secret, not known yet, or of any shape. */

import { quote } from "../../model/quote";
import { sameText } from "../../model/resource-id";

export const notKnown = { why: "not known yet" } as const;
export const secret = { why: "secret" } as const;

/** A text, or why there is none; undefined where there is no such property. */
export type Value = string | typeof notKnown | typeof secret | undefined;

// sdk/go/common/resource/plugin/rpc.go: a computed value of each type
const unknowns: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
// sdk/go/common/resource/sig/sig.go: the key that marks a special value, and the kinds
const signature = "4dabf18193072939515e22adb298388d";
const secretKind = "1b47061264138c4ac30d75fd1eb44270";

/** What stands at a path: `at(inputs, "metadata", "name")`. A secret around it makes it a secret. */
export function at(from: unknown, ...path: readonly string[]): unknown {
  let value = reveal(from);
  for (const key of path) {
    if (isMissing(value)) return value;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = reveal((value as Record<string, unknown>)[key]);
  }
  return value;
}

export function textAt(from: unknown, ...path: readonly string[]): Value {
  const value = at(from, ...path);
  if (isMissing(value)) return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value : undefined;
}

export function listAt(from: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(from, ...path);
  return Array.isArray(value) ? value : [];
}

export function recordAt(from: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const value = at(from, ...path);
  if (isMissing(value)) return {};
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : {};
}

export function isText(value: Value): value is string {
  return typeof value === "string";
}

/** As Azure compares names and ids; false where one is not known. */
export function isSame(a: Value, b: Value): boolean {
  return isText(a) && isText(b) && sameText(a, b);
}

/** Both are known and not the same; of GUIDs, letter case does not count. */
export function differ(a: Value, b: Value): boolean {
  if (!isText(a) || !isText(b) || a === b) return false;
  return !(/^[0-9a-f-]{36}$/i.test(a) && sameText(a, b));
}

/** The first that is known; where none is, why the first is not. */
export function firstText(...values: readonly Value[]): Value {
  return values.find(isText) ?? values.find((value) => value !== undefined);
}

/** How a value is shown: itself, or why it is not. */
export function words(value: Value): string {
  if (value === undefined) return "nothing";
  return isText(value) ? quote(value) : `(${value.why})`;
}

function isMissing(value: unknown): value is typeof notKnown | typeof secret {
  return value === notKnown || value === secret;
}

/** A secret stays one even where the export was made with `--show-secrets`. */
function reveal(value: unknown): unknown {
  if (unknowns.has(value)) return notKnown;
  // What a preview prints in place of a secret.
  if (value === "[secret]") return secret;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, signature)) return value;
  const marked = value as Record<string, unknown>;
  if (marked[signature] === secretKind || marked.secret === true) return secret;
  return "value" in marked ? reveal(marked.value) : notKnown;
}
