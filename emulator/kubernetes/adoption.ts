import { isObject, type Properties } from "../provider/values";

/** As whom the provider makes objects: by POST, so that the fields count as updated, not applied. [KP await.go Creation] */
export const creator = "pulumi-kubernetes";

/** Whose fields an update by the provider takes over before it applies. [KP await.go fixCSAFieldManagers] */
export const adoptedManagers = ["kubectl", "before-first-apply", creator];

export interface ManagedFields {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly subresource?: string;
  readonly fieldsV1: Properties;
}

/** An object's `managedFields`, with the adopted ones given to the manager. */
export function adoptFields(entries: readonly ManagedFields[], manager: string): readonly ManagedFields[] {
  const adopted = entries.filter(isAdopted);
  if (adopted.length === 0) return entries;
  const own = entries.filter((entry) => entry.manager === manager && entry.operation === "Apply");
  const fieldsV1 = [...own, ...adopted].map((entry) => entry.fieldsV1).reduce(union);
  const rest = entries.filter((entry) => !adopted.includes(entry) && !own.includes(entry));
  return [...rest, { ...(adopted[0] as ManagedFields), manager, operation: "Apply", fieldsV1 }];
}

function isAdopted({ manager, operation, subresource }: ManagedFields): boolean {
  if (subresource !== undefined || !adoptedManagers.includes(manager)) return false;
  return operation === "Update" || manager === "kubectl";
}

function union(one: Properties, other: Properties): Properties {
  const result = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? union(before, value) : value;
  }
  return result;
}
