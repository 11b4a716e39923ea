/** Turns rules into checks of values of any kind: what arrives need not have the type that was asked for. */

import { entry, type Issue, show } from "./issue";
import type { Rule } from "./rule";

export type Check = (value: unknown, path: string) => Issue[];

export function text(rule: Rule): Check {
  return (value, path) => {
    if (typeof value === "string" && rule.accepts(value)) return [];
    return [{ path, expected: rule.expected, received: show(value), remedy: rule.remedy }];
  };
}

export const anyText: Rule = { expected: "a text", source: "", accepts: () => true };

export function integer(min: number, max: number, what: string): Check {
  return (value, path) => {
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return [];
    return [{ path, expected: `a whole number from ${min} to ${max}${what}`, received: show(value) }];
  };
}

export function oneOf(allowed: readonly string[]): Check {
  const list = allowed.map((one) => JSON.stringify(one)).join(", ");
  return (value, path) => {
    if (typeof value === "string" && allowed.includes(value)) return [];
    const near =
      typeof value === "string" && allowed.find((one) => one.toLowerCase() === value.toLowerCase());
    const remedy = near ? `Write ${JSON.stringify(near)}: letter case matters.` : undefined;
    return [{ path, expected: `one of ${list}`, received: show(value), remedy }];
  };
}

export const boolean: Check = (value, path) =>
  typeof value === "boolean" ? [] : [{ path, expected: "true or false", received: show(value) }];

export function mapOf(keys: Rule, values: Check): Check {
  return (value, path) => {
    if (!isMap(value)) return [{ path, expected: "a map of texts", received: show(value) }];
    return Object.entries(value).flatMap(([key, one]) => {
      const keyIssues = keys.accepts(key) ? [] : [wrongKey(keys, path, key)];
      return [...keyIssues, ...values(one, entry(path, key))];
    });
  };
}

export function listOf(values: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return [{ path, expected: "a list", received: show(value) }];
    return value.flatMap((one, index) => values(one, `${path}[${index}]`));
  };
}

export function wrongKey(keys: Rule, path: string, key: string): Issue {
  return {
    path: entry(path, key),
    expected: `keyed by ${keys.expected}`,
    received: show(key),
    remedy: keys.remedy,
  };
}

export function isMap(value: unknown): value is Record<string, unknown> {
  // Maps, dates and the like have no properties of their own: they would count as empty.
  return Object.prototype.toString.call(value) === "[object Object]";
}
