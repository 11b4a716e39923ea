import type { Recorded } from "../../emulator/index";

/** What an emulator or the engine counts and times in each run, and where in a program's source a resource stands. */
const volatile = new Set([
  ...["uid", "resourceVersion", "creationTimestamp", "createdOn", "updatedOn", "created", "modified"],
  ...["sourcePosition", "stackTrace", "packageRef", "requestId", "pid"],
]);
/** Lists that the engine and the SDK keep as sets, and those of what happens at the same time. */
const sets = new Set([
  ...["dependencies", "urns", "additionalSecretOutputs"],
  ...["preview", "up", "state", "made"],
]);
/** Where an emulator answers an id that it has chosen. */
const chosen = [
  "clientId",
  "principalId",
  "objectId",
  "applicationId",
  "credentialId",
  "id",
  "name",
  "oidcIssuerProfile",
];
const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Pulumi's Kubernetes provider takes another one for each object. */
const fieldManager = /(pulumi-kubernetes-)[0-9a-f]{8}/g;
/** A random suffix of a name, as Pulumi adds it: `orders-identity1a2b3c4d` in Azure, `web-1a2b3c4d` in Kubernetes. */
const suffixes = { azure: /(?<=[a-z])[0-9a-f]{8}$/, kubernetes: /(?<=-)[0-9a-f]{8}$/ };

/** What one program asked for in its two runs, the engine's state of it, and what exists afterwards. */
export interface Registered {
  readonly preview: readonly unknown[];
  readonly up: readonly unknown[];
  readonly state: readonly { readonly type: string; readonly id?: string }[];
  readonly made: readonly Recorded[];
}

/**
 * Objects with sorted keys, sets sorted, and what differs from run to run left out or, where it is a value, replaced by
 * what it is: `<clientId of …:UserAssignedIdentity>`.
 */
export function canonical(registered: Registered): unknown {
  let text = JSON.stringify(ordered(registered)).replaceAll(fieldManager, "$1<random>");
  const { made, state } = registered;
  const replacements = [...made.flatMap(chosenBy), ...state.flatMap(providerId)].sort(
    ([a, x], [b, y]) => b.length - a.length || (x < y ? -1 : 1),
  );
  for (const [from, to] of replacements) text = text.replaceAll(from, to);
  // Replaced values may have been what sets were sorted by.
  return ordered(JSON.parse(text));
}

/** The engine chooses the ids of providers. */
function providerId({ type, id }: Registered["state"][number]): [string, string][] {
  return type.startsWith("pulumi:providers:") && id !== undefined ? [[id, `<id of ${type}>`]] : [];
}

/** Values that only this run has, each with the words that stand for it. */
function chosenBy({ type, id, properties }: Recorded): [string, string][] {
  const ids = chosen.flatMap((property): [string, string][] => {
    // The last one: an issuer's URL begins with the tenant.
    const value = JSON.stringify(properties[property] ?? "")
      .match(guid)
      ?.at(-1);
    return value === undefined ? [] : [[value, `<${property} of ${type}>`]];
  });
  const metadata = (properties.metadata ?? {}) as { name?: string };
  const names = [id.split("/").at(-1), metadata.name].filter((name) => name !== undefined);
  const suffix = type.startsWith("kubernetes:") ? suffixes.kubernetes : suffixes.azure;
  const random = names.filter((name) => name.match(guid) === null && suffix.test(name));
  return [...ids, ...random.map((name): [string, string] => [name, name.replace(suffix, "<random>")])];
}

function ordered(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => ordered(item));
    return sets.has(key) || key === "set" ? items.sort(byText) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !volatile.has(name));
  const isSetMap = key === "propertyDependencies";
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, ordered(one, isSetMap ? "set" : name)]),
  );
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
