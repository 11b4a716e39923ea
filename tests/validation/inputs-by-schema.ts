import type { PackageSchema, PropertySpec } from "../../src/model/package-schema";

interface Input {
  readonly plain: boolean;
  readonly kind: "text" | "other";
}

/** All inputs of the schema as the rules write them: `clusters.<key>.name`. */
export function inputsBySchema({ resources, types }: PackageSchema): Record<string, Input> {
  const found: Record<string, Input> = {};
  const walk = (specs: Readonly<Record<string, PropertySpec>>, prefix: string) => {
    for (const [name, spec] of Object.entries(specs)) add(`${prefix}${name}`, spec, spec.plain === true);
  };
  const add = (place: string, spec: PropertySpec, plain: boolean) => {
    const type = types[spec.$ref?.replace("#/types/", "") ?? ""];
    found[place] = { plain, kind: spec.type === "string" ? "text" : "other" };
    if (type?.properties) walk(type.properties, `${place}.`);
    const { additionalProperties: entry } = spec;
    if (entry) add(`${place}.<key>`, entry, entry.plain === true || (plain && entry.type === "string"));
  };
  for (const { inputProperties } of Object.values(resources)) walk(inputProperties, "");
  return found;
}
