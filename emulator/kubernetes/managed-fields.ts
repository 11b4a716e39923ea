import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "../provider/values";
import { ApiError } from "./api-error";

/** As whom the provider creates objects: by POST, so that the fields count as updated, not applied. [KP await.go Creation] */
export const creator = "pulumi-kubernetes";

/** Whose fields an update by the provider takes over before it applies. [KP await.go fixCSAFieldManagers] */
const adoptedManagers = ["kubectl", "before-first-apply", creator];

/** Who manages which fields: paths as JSON, by field manager. Lists are taken as a whole. */
export type Ownership = Record<string, string[]>;

// Identity, not content: nobody manages these. [K8S docs reference/using-api/server-side-apply.md]
const identity = new Set(["apiVersion", "kind", "metadata.name", "metadata.namespace"]);

export function fieldsOf(object: Properties): string[] {
  const walk = (value: unknown, path: string[]): string[] =>
    isObject(value) && Object.keys(value).length > 0
      ? Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key]))
      : [JSON.stringify(path)];
  return walk(object, []).filter((field) => !identity.has(JSON.parse(field).join(".")));
}

/** Server-side apply: states fields, takes them over, and drops those that `manager` no longer states. */
export function applyFields(
  live: Properties,
  owners: Ownership,
  wanted: Properties,
  { manager, force }: { manager: string; force: boolean },
): { live: Properties; owners: Ownership } {
  const fields = fieldsOf(wanted);
  const changed = fields.filter((field) => differs(at(live, field), at(wanted, field)));
  const others = Object.entries(owners).filter(([name]) => name !== manager);
  if (!force) refuseConflicts(others, changed, String(live.apiVersion));
  const result = structuredClone(live);
  for (const field of changed) set(result, field, at(wanted, field));
  const kept = others.map(([name, managed]) => [name, managed.filter((field) => !changed.includes(field))]);
  const owned: Ownership = { ...Object.fromEntries(kept), [manager]: fields };
  dropUnowned(result, owned, owners[manager] ?? []);
  return { live: result, owners: owned };
}

/** An empty map states nothing about what is in it. */
function differs(live: unknown, wanted: unknown): boolean {
  return !(isObject(live) && isObject(wanted)) && !isDeepStrictEqual(live, wanted);
}

/** Gives the fields of those whom the provider adopts to one manager. */
export function adoptOwnership(owners: Ownership, manager: string): Ownership {
  const adopted = Object.keys(owners).filter((name) => adoptedManagers.includes(name));
  const fields = [manager, ...adopted].flatMap((name) => owners[name] ?? []);
  const rest = Object.entries(owners).filter(([name]) => name !== manager && !adopted.includes(name));
  return { ...Object.fromEntries(rest), [manager]: [...new Set(fields)] };
}

function dropUnowned(object: Properties, owners: Ownership, fields: string[]): void {
  const owned = new Set(Object.values(owners).flat());
  for (const field of fields) if (!owned.has(field)) set(object, field, undefined);
}

// [AM v0.36 pkg/util/managedfields/internal/conflict.go]
function refuseConflicts(others: [string, string[]][], changed: string[], apiVersion: string): void {
  const conflicts = others.flatMap(([name, managed]) => {
    const paths = changed
      .filter((field) => managed.includes(field))
      .map((field) => `.${JSON.parse(field).join(".")}`);
    // Fields that were not applied are named with the version they were written in.
    const manager = name === creator ? `"${name}" using ${apiVersion}` : `"${name}"`;
    return paths.length > 0 ? [{ manager, paths }] : [];
  });
  const count = conflicts.reduce((sum, { paths }) => sum + paths.length, 0);
  if (count === 0) return;
  const [first] = conflicts;
  if (count === 1 && first) {
    throw new ApiError(
      "Conflict",
      `Apply failed with 1 conflict: conflict with ${first.manager}: ${first.paths[0]}`,
    );
  }
  const shown = conflicts.map(({ manager, paths }) => [
    `conflicts with ${manager}:`,
    ...paths.map((path) => `- ${path}`),
  ]);
  throw new ApiError("Conflict", `Apply failed with ${count} conflicts: ${shown.flat().join("\n")}`);
}

function at(object: Properties, field: string): unknown {
  return (JSON.parse(field) as string[]).reduce<unknown>(
    (value, key) => (isObject(value) ? value[key] : undefined),
    object,
  );
}

function set(object: Properties, field: string, value: unknown): void {
  const path = JSON.parse(field) as string[];
  const last = path.pop() as string;
  let place = object;
  for (const key of path) {
    if (!isObject(place[key])) place[key] = {};
    place = place[key] as Properties;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
}
