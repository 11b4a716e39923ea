/** A resource as the engine writes it, in a stack export and in a preview alike. */

import { at, isText, recordAt, textAt, type Value } from "./value";

export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly id: Value;
  readonly inputs: unknown;
  readonly outputs: unknown;
  /** The resources that a property's value comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** When it was last created or changed. */
  readonly changed: Date | undefined;
  /** Whether a preview changes it: what is not known of it may then be something else than before. */
  readonly isTouched?: boolean;
  /** Whether a preview creates it, or another one in its place. */
  readonly isNew?: boolean;
}

/** Undefined for what is no resource, or is only waiting to be deleted. */
export function readResource(from: unknown): Resource | undefined {
  const urn = textAt(from, "urn");
  if (!isText(urn)) return undefined;
  const parent = textAt(from, "parent");
  const type = textAt(from, "type");
  const dependencies = Object.entries(recordAt(from, "propertyDependencies"));
  return {
    urn,
    type: isText(type) ? type : typeOf(urn),
    name: nameOf(urn),
    parent: isText(parent) ? parent : undefined,
    id: textAt(from, "id"),
    inputs: at(from, "inputs"),
    outputs: at(from, "outputs"),
    propertyDependencies: Object.fromEntries(
      dependencies.map(([property, urns]) => [property, Array.isArray(urns) ? urns.filter(isString) : []]),
    ),
    changed: readDate(textAt(from, "modified")) ?? readDate(textAt(from, "created")),
  };
}

/** `urn:pulumi:<stack>::<project>::<parent's type>$<type>::<name>` */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The last part of its type: `RoleAssignment`, whatever API version the program asked for. */
export function kindOf({ type }: Pick<Resource, "type">): string {
  return type.split(":").at(-1) ?? "";
}

const isString = (value: unknown): value is string => typeof value === "string";

function readDate(text: Value): Date | undefined {
  const date = isText(text) ? new Date(text) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
