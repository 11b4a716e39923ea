/** Properties that the package's schema does not have: they would be ignored, a misspelt limit among them. */

import type { PropertySpec, TypeSpec } from "../model/package-schema";
import { isMap } from "./check";
import { entry, type Issue } from "./issue";
import { knownProperty } from "./kinds-of-value";
import { didYouMean } from "./near";
import { issue } from "./rule";

type Properties = Readonly<Record<string, PropertySpec>>;
type Types = Readonly<Record<string, TypeSpec>>;

export function unknownProperties(value: unknown, known: Properties, types: Types, path = ""): Issue[] {
  if (!isMap(value)) return [];
  const names = Object.keys(known);
  return Object.entries(value).flatMap(([name, one]) => {
    const at = entry(path, name);
    const spec = Object.hasOwn(known, name) ? known[name] : undefined;
    if (spec) return one === undefined ? [] : inValue(one, spec, types, at);
    const remedy = didYouMean(name, names);
    return [issue(knownProperty, at, { remedy, fill: { names: names.join(", ") } })];
  });
}

/** Only plain values are entered: what is inside of an Output is not there yet. */
function inValue(value: unknown, spec: PropertySpec, types: Types, path: string): Issue[] {
  if (!spec.plain || !isMap(value)) return [];
  const type = types[spec.$ref?.replace("#/types/", "") ?? ""];
  if (type?.properties) return unknownProperties(value, type.properties, types, path);
  const { additionalProperties } = spec;
  if (!additionalProperties) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    inValue(one, additionalProperties, types, entry(path, key)),
  );
}
