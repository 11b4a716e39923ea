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

/** The `Microsoft.KeyVault/vaults` of a vault's id, after which its actions are named. */
export function resourceTypeOf(id: string): string {
  const [, ...providers] = id.split("/providers/");
  const [namespace, ...path] = (
    providers.pop() ?? "Microsoft.Resources/subscriptions/-/resourceGroups"
  ).split("/");
  return [namespace, ...path.filter((_, index) => index % 2 === 0)].join("/");
}
