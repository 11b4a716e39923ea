import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { PackageSchema, PropertySpec, TypeSpec } from "../model/schema-spec";

/** The text of the committed schema: it lies beside `src` and beside `dist`. */
export const schemaText = readFileSync(join(__dirname, "..", "..", "schema.json"), "utf8");

export const packageSchema: PackageSchema = JSON.parse(schemaText);

export const componentType = "azure-workload-identity:index:KeyVaultWorkloadIdentity";

/** The inputs of the component, as a group of properties. */
export function componentInputs(): TypeSpec {
  const { inputProperties, requiredInputs } = packageSchema.resources[componentType] ?? {};
  return { type: "object", properties: inputProperties, required: requiredInputs };
}

/** The fields of the component that are its outputs. */
export function outputsOf(component: pulumi.ComponentResource): Record<string, pulumi.Output<unknown>> {
  const names = Object.keys(packageSchema.resources[componentType]?.properties ?? {});
  const fields = component as unknown as Record<string, pulumi.Output<unknown>>;
  return Object.fromEntries(names.map((name) => [name, fields[name] as pulumi.Output<unknown>]));
}

/** The type that a property refers to: an enumeration, or a group of properties. */
export function typeOf({ $ref }: PropertySpec): TypeSpec | undefined {
  return packageSchema.types[$ref?.replace("#/types/", "") ?? ""];
}

/** Every property below a group, as the rules name it: `keyVaults`, `keyVaults.<key>.env`, … */
export function positionsIn(group: TypeSpec, position = ""): string[] {
  return Object.entries(group.properties ?? {}).flatMap(([name, spec]) => {
    const own = position === "" ? name : `${position}.${name}`;
    const entries = spec.additionalProperties;
    const inner = typeOf(entries ?? spec);
    return [own, ...(inner?.properties ? positionsIn(inner, entries ? `${own}.<key>` : own) : [])];
  });
}
