/** Turns rules into checks of values of any kind: what arrives need not have the type that was asked for. */

import { entry, type Issue, show } from "./issue";
import { enumeration, list, lostOutput, lostValue, mapOfTexts, trueOrFalse } from "./kinds-of-value";
import { issue, type NumberRule, type TextRule } from "./rule";

export type Check = (value: unknown, path: string) => Issue[];

export function text(rule: TextRule, ...more: readonly TextRule[]): Check {
  return (value, path) => {
    const broken = typeof value === "string" ? brokenRule(value, [rule, ...more]) : rule;
    return broken ? [issue(broken, path, { received: showForText(value) })] : [];
  };
}

/** A number looks like the text that was asked for: quotes are what it lacks. */
function showForText(value: unknown): string {
  const kind = typeof value;
  if (kind !== "number" && kind !== "boolean") return show(value);
  return `${show(value)} (a ${kind}, not a text)`;
}

/** The first rule that a text breaks; a name may have lost a part of it in a template. */
function brokenRule(value: string, rules: readonly TextRule[]): TextRule | undefined {
  const lost = rules.some(({ free }) => free) ? [lostOutput] : [lostOutput, lostValue];
  return [...lost, ...rules].find((rule) => !rule.accepts(value));
}

/** The key of a map is part of its path, and judged like a text. */
export function keyOf(...rules: readonly TextRule[]): (key: string, path: string) => Issue[] {
  return (key, path) => {
    const broken = brokenRule(key, rules);
    if (!broken) return [];
    const rule = { ...broken, expected: `keyed by ${broken.expected}` };
    return [issue(rule, entry(path, key), { received: show(key) })];
  };
}

export type KeyCheck = ReturnType<typeof keyOf>;

export function integer(rule: NumberRule): Check {
  return (value, path) => {
    if (Number.isInteger(value) && (value as number) >= rule.min && (value as number) <= rule.max) return [];
    return [issue(rule, path, { received: show(value) })];
  };
}

export function oneOf(allowed: readonly string[]): Check {
  const values = allowed.map((one) => JSON.stringify(one)).join(", ");
  return (value, path) => {
    if (typeof value === "string" && allowed.includes(value)) return [];
    const near =
      typeof value === "string" && allowed.find((one) => one.toLowerCase() === value.toLowerCase());
    const remedy = near ? `Write ${JSON.stringify(near)}: letter case matters.` : undefined;
    return [issue(enumeration, path, { received: show(value), remedy, fill: { values } })];
  };
}

export const boolean: Check = (value, path) =>
  typeof value === "boolean" ? [] : [issue(trueOrFalse, path, { received: show(value) })];

export function mapOf(keys: KeyCheck, values: Check): Check {
  return (value, path) => {
    if (!isMap(value)) return [issue(mapOfTexts, path, { received: show(value) })];
    return Object.entries(value).flatMap(([key, one]) => [
      ...keys(key, path),
      ...values(one, entry(path, key)),
    ]);
  };
}

export function listOf(values: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return [issue(list, path, { received: show(value) })];
    // A list may have holes, which only this fills.
    return Array.from(value).flatMap((one, index) => values(one, `${path}[${index}]`));
  };
}

export function isMap(value: unknown): value is Record<string, unknown> {
  // Maps, dates and the like have no properties of their own: they would count as empty.
  return Object.prototype.toString.call(value) === "[object Object]";
}
