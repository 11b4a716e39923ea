/** What is wrong with one value, by the rules for its position. What arrives need not have the declared type. */

import type { Issue } from "../rules/issue";
import { anyText, enumeration, lostOutput, lostValue, trueOrFalse } from "../rules/kinds-of-value";
import { entry } from "../rules/path";
import { issue, type Rule, type TextRule } from "../rules/rule";
import { show, showForText } from "../rules/show";
import { rulesFor } from "../rules/table";

export interface Place {
  /** In the user's words: `keyVaults["kv-shop"].name` */
  readonly path: string;
  /** As the rules name it: `keyVaults.<key>.name` */
  readonly position: string;
  /** The key, for a value of a map. */
  readonly key?: string;
  /** Neither the value nor the keys of a map may be shown. */
  readonly secret?: true;
}

export function textIssues(value: unknown, { path, position, key, secret }: Place): Issue[] {
  const rules = textRules(position).filter(
    ({ onlyForKey }) => onlyForKey === undefined || onlyForKey === key,
  );
  const [first = anyText] = rules;
  const received = secret ? hidden : showForText(value);
  // A rule's own sentence is about a text.
  if (typeof value !== "string") return [issue({ ...first, message: undefined }, path, { received })];
  const broken = brokenRule(value, rules);
  if (!broken) return [];
  return [issue(broken, path, { received, remedy: secret ? undefined : broken.remedyFor?.(value) })];
}

/** The key of a map is part of its path, and checked like a text. */
export function keyIssues(key: string, { path, position, secret }: Place): Issue[] {
  const broken = brokenRule(key, textRules(`keys of ${position}`));
  if (!broken) return [];
  const { message = `the key must be ${broken.expected}, but is <received>.` } = broken;
  const received = secret ? hidden : show(key);
  return [issue({ ...broken, message }, secret ? path : entry(path, key), { received })];
}

/** The first rule that a text breaks; a name may have lost a part of it in a template. */
export function brokenRule(value: string, rules: readonly TextRule[]): TextRule | undefined {
  const lost = rules.some(({ free }) => free) || rules.length === 0 ? [lostOutput] : [lostOutput, lostValue];
  return [...lost, ...rules].find((rule) => !rule.accepts(value));
}

export function integerIssues(value: unknown, place: Place): Issue[] {
  const broken = rulesFor(place.position)
    .filter((rule) => rule.kind === "number")
    .find(({ min, max }) => !isWithin(value, min, max));
  return broken ? [issue(broken, place.path, { received: received(value, place) })] : [];
}

export function booleanIssues(value: unknown, place: Place): Issue[] {
  return typeof value === "boolean"
    ? []
    : [issue(trueOrFalse, place.path, { received: received(value, place) })];
}

export function enumerationIssues(value: unknown, place: Place, allowed: readonly string[]): Issue[] {
  if (typeof value === "string" && allowed.includes(value)) return [];
  const near = typeof value === "string" && allowed.find((one) => one.toLowerCase() === value.toLowerCase());
  const remedy = near && !place.secret ? `Write ${show(near)}: letter case matters.` : undefined;
  const fill = { values: allowed.map(show).join(", ") };
  return [issue(enumeration, place.path, { received: received(value, place), remedy, fill })];
}

/** `count` is undefined where a required map is missing. */
export function countIssues(count: number | undefined, { path, position }: Place): Issue[] {
  const broken = rulesFor(position)
    .filter((rule) => rule.kind === "count")
    .find(({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }) => !isWithin(count ?? 0, atLeast, atMost));
  if (!broken) return [];
  const received = count === 0 ? "{}" : `${count ?? "missing"}`;
  return [issue(broken, path, { received })];
}

/** A value of the wrong kind: a text for a map, say. */
export function kindIssue(rule: Rule, value: unknown, place: Place): Issue {
  return issue(rule, place.path, { received: received(value, place) });
}

const hidden = "a secret value";

function received(value: unknown, { secret }: Place): string {
  return secret ? hidden : show(value);
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

function textRules(position: string): TextRule[] {
  return rulesFor(position).filter((rule) => rule.kind === "text");
}
