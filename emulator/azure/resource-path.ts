import type { Properties } from "../provider/values";

/**
 * Fills `{name}` places of a resource's path; `{scope}` may hold slashes, `{policy.objectId}` is a nested input.
 * [PN provider/crud/crud.go PrepareAzureRESTIdAndQuery]
 */
export function formatPath(template: string, values: Properties): string {
  return template.replace(/\{([\w.]+)\}/g, (_, name: string) => {
    const nested = name.split(".").reduce<unknown>((value, part) => (value as Properties)?.[part], values);
    const value = String(nested);
    return name === "scope" ? value.replace(/^\/+|\/+$/g, "") : encodeURIComponent(value);
  });
}

/** The values at the `{name}` places of an id, whatever its letter case; undefined when it has another shape. */
export function parsePath(template: string, id: string): Record<string, string> | undefined {
  const pattern = template
    .replace(/[.]/g, "\\.")
    .replace(/\{(?:\w+\\\.)?(\w+)\}/g, (_, name: string) =>
      name === "scope" ? "(?<scope>.+)" : `(?<${name}>[^/]+)`,
    );
  const match = new RegExp(`^${pattern}$`, "i").exec(id);
  return match?.groups && { ...match.groups };
}

/** `Microsoft.KeyVault/vaults/accessPolicies` of such an id: what rights on it are named after. */
export function resourceTypeOf(id: string): string {
  const [namespace, ...path] = (id.split("/providers/").pop() ?? "").split("/");
  const types = path.filter((_, index) => index % 2 === 0);
  // azure-native's own name for an entry of the list
  return [namespace, ...types.map((type) => (type === "accessPolicy" ? "accessPolicies" : type))].join("/");
}
