import type { PackageSchema, PropertySpec, TypeSpec } from "../src/model/schema-spec";

type Properties = Readonly<Record<string, PropertySpec>>;

/** What would break the programs and SDKs that were generated from the released schema, one sentence each. */
export function incompatibilities(released: PackageSchema, today: PackageSchema): string[] {
  const resources = Object.values(released.resources);
  const given = typesIn(
    released,
    resources.map(({ inputProperties }) => inputProperties),
  );
  const handedOut = typesIn(
    released,
    resources.map(({ properties }) => properties),
  );
  const found = [
    ...Object.entries(released.resources).flatMap(([token, before]) => {
      const now = today.resources[token];
      if (now === undefined) return [`the resource ${token} is gone`];
      const inputs = { properties: before.inputProperties, required: before.requiredInputs };
      const inputsNow = { properties: now.inputProperties, required: now.requiredInputs };
      return [...ofInputs(`input`, inputs, inputsNow), ...ofOutputs(`output`, before, now)];
    }),
    ...Object.entries(released.types).flatMap(([token, before]) => {
      const now = today.types[token];
      const name = token.split(":").at(-1) ?? token;
      if (now === undefined) return [`the type ${name} is gone`];
      if (before.enum) return ofEnumeration(name, before, now);
      return [
        ...(given.has(token) ? ofInputs(name, before, now) : []),
        ...(handedOut.has(token) ? ofOutputs(name, before, now) : []),
      ];
    }),
  ];
  return [...new Set(found)];
}

interface Shape {
  readonly properties?: Properties;
  readonly required?: readonly string[];
}

/** A program of old may set each of them, and sets no others. */
function ofInputs(where: string, before: Shape, now: Shape): string[] {
  const known = before.required ?? [];
  const added = (now.required ?? []).filter((name) => !known.includes(name));
  return [
    ...changes(where, before, now),
    ...Object.entries(before.properties ?? {})
      .filter(([name, property]) => becamePlain(property, now.properties?.[name]))
      .map(([name]) => `${where} ${name} is plain now: programs may give it an output`),
    ...added.map((name) => `${where} ${name} is required now`),
  ];
}

/** At any depth: a map that is no output may have outputs as values. */
function becamePlain(before?: PropertySpec, now?: PropertySpec): boolean {
  if (before === undefined || now === undefined) return false;
  return (
    (!before.plain && now.plain === true) ||
    becamePlain(before.items, now.items) ||
    becamePlain(before.additionalProperties, now.additionalProperties)
  );
}

/** An SDK of old hands each of them to its program, those that are required without asking for their presence. */
function ofOutputs(where: string, before: Shape, now: Shape): string[] {
  const dropped = (before.required ?? []).filter(
    (name) => now.properties?.[name] && !now.required?.includes(name),
  );
  return [...changes(where, before, now), ...dropped.map((name) => `${where} ${name} may be missing now`)];
}

function changes(where: string, before: Shape, now: Shape): string[] {
  return Object.entries(before.properties ?? {}).flatMap(([name, property]) => {
    const changed = now.properties?.[name];
    if (changed === undefined) return [`${where} ${name} is gone`];
    const [from, to] = [typeOf(property), typeOf(changed)];
    return from === to ? [] : [`${where} ${name} was ${from} and is ${to} now`];
  });
}

function ofEnumeration(name: string, before: TypeSpec, now: TypeSpec): string[] {
  return (before.enum ?? [])
    .filter((one) => !now.enum?.some((other) => other.value === one.value && other.name === one.name))
    .map((one) => `${name} has no member ${one.name} with the value "${one.value}" any more`);
}

function typeOf({ type, $ref, items, additionalProperties }: PropertySpec): string {
  if ($ref) return $ref.split(":").at(-1) ?? $ref;
  if (items) return `list of ${typeOf(items)}`;
  if (additionalProperties) return `map of ${typeOf(additionalProperties)}`;
  return type ?? "anything";
}

/** The types that these properties consist of, to any depth. */
function typesIn(schema: PackageSchema, properties: readonly (Properties | undefined)[]): Set<string> {
  const found = new Set<string>();
  const follow = (some: Properties = {}) => {
    for (const [token] of JSON.stringify(some).matchAll(/(?<=#\/types\/)[^"]+/g)) {
      if (found.has(token)) continue;
      found.add(token);
      follow(schema.types[token]?.properties);
    }
  };
  for (const some of properties) follow(some);
  return found;
}
