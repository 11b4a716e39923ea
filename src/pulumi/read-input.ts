import * as pulumi from "@pulumi/pulumi";
import { parseResourceId, type ResourceReference } from "../model/resource-id";
import { resourceGroupName } from "../validation/azure-names";
import { type Check, isMap, type KeyCheck, mapOf, text } from "../validation/check";
import { entry, property, show } from "../validation/issue";
import { entryProperties, filledMap, plainMap } from "../validation/kinds-of-value";
import { issue, type TextRule } from "../validation/rule";
import type { Gate } from "./gate";

export type TextMap = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** A map and neither an Output nor a promise of one. */
export function isKnownMap(value: unknown): value is Record<string, unknown> {
  return isMap(value) && !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** Properties that belong together, none of which may come later; empty if left out, or wrong and reported. */
export function plainGroup<T extends object>(gate: Gate, path: string, group: T | undefined): Partial<T> {
  if (group === undefined) return {};
  if (isKnownMap(group)) return group;
  gate.report(issue(plainMap, path, { received: show(group) }));
  return {};
}

/** The entries of a plain map with their paths, in the order of their keys: the same in every language. */
export function plainEntries<T>(
  gate: Gate,
  path: string,
  map: Record<string, T> | undefined,
  keys: KeyCheck,
): [key: string, value: T, path: string][] {
  const known = plainGroup(gate, path, map);
  const entries = Object.keys(known)
    .sort()
    .map((key): [string, T, string] => [key, known[key] as T, entry(path, key)]);
  return entries.filter(([key, value, at]) => {
    gate.report(...keys(key, path));
    if (isKnownMap(value)) return true;
    gate.report(issue(entryProperties, at, { received: show(value) }));
    return false;
  });
}

/** The entries of a plain map that must have one at least. */
export function requiredEntries<T>(...[gate, path, map, keys]: Parameters<typeof plainEntries<T>>) {
  if (map === undefined || (isMap(map) && Object.keys(map).length === 0)) {
    gate.report(issue(filledMap, path, { received: show(map) }));
  }
  return plainEntries<T>(gate, path, map, keys);
}

/** The entries of a plain map that may be left out, but not be empty: an empty one would do the same as none. */
export function entriesIfAny<T>(...args: Parameters<typeof plainEntries<T>>) {
  return args[2] === undefined ? [] : requiredEntries<T>(...args);
}

/** A map of texts, each of which may come later; empty if left out. */
export function textMap(
  gate: Gate,
  path: string,
  map: TextMap | undefined,
  keys: KeyCheck,
  values: Check,
): TextMap {
  const given = map === undefined ? {} : map;
  if (!isKnownMap(given)) {
    gate.check<unknown>(path, given, mapOf(keys, values));
    return given;
  }
  for (const [key, value] of Object.entries(given)) {
    gate.report(...keys(key, path));
    gate.check<unknown>(entry(path, key), value, values);
  }
  return given;
}

/** The entries of both; `ours` win. Entries that are known stay known beside those that are not. */
export function mergeTextMaps(own: TextMap, ours: Record<string, pulumi.Input<string>>): TextMap {
  if (!pulumi.Output.isInstance(own) && !(own instanceof Promise)) return { ...own, ...ours };
  return pulumi.all([own, ours]).apply(([first, second]) => ({ ...first, ...second }));
}

/** An Azure resource given by `id` or by `resourceGroupName` and `name`. */
export function resourceReference(
  gate: Gate,
  path: string,
  given: { id?: pulumi.Input<string>; resourceGroupName?: pulumi.Input<string>; name: pulumi.Input<string> },
  type: string,
  rules: { readonly id: TextRule; readonly name: TextRule },
): pulumi.Output<ResourceReference> {
  const at = (name: string) => property(path, name);
  if (given.id !== undefined) {
    const id = gate.checkName(at("id"), given.id, text(rules.id));
    // What does not parse has been reported, and nothing is made from it.
    return id.apply(
      (value) =>
        (typeof value === "string" && parseResourceId(value, type)) || { resourceGroupName: "", name: "" },
    );
  }
  return pulumi.output({
    // Whether it has to be given is the caller's to say.
    resourceGroupName:
      gate.checkOptionalName(at("resourceGroupName"), given.resourceGroupName, text(resourceGroupName)) ??
      pulumi.output(""),
    name: gate.checkName(at("name"), given.name, text(rules.name)),
  });
}
