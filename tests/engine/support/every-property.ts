import { packageSchema } from "../../../src/input/schema";
import type { PropertySpec } from "../../../src/model/schema-spec";

/** Every property that takes a value, by its path: `*` for a key of a map and an item of a list. */
export function propertyPaths(): string[] {
  const [resource] = Object.values(packageSchema.resources);
  return Object.entries(resource?.inputProperties ?? {}).flatMap(([name, spec]) => pathsOf(name, spec));
}

function pathsOf(path: string, { $ref, additionalProperties, items }: PropertySpec): string[] {
  const type = packageSchema.types[$ref?.replace("#/types/", "") ?? ""];
  if (type?.properties) {
    return Object.entries(type.properties).flatMap(([name, spec]) => pathsOf(`${path}.${name}`, spec));
  }
  const inner = additionalProperties ?? items;
  return inner ? pathsOf(`${path}.*`, inner) : [path];
}

/** Properties that may be secret, each with a value that occurs nowhere else; it passes the rules. */
export const mayBeSecret: Readonly<Record<string, string | number>> = {
  "serviceAccount.labels.*": "marker-account-label",
  "serviceAccount.annotations.*": "marker-account-annotation",
  "serviceAccount.tokenExpirationSeconds": 54321,
  "serviceAccount.imagePullSecrets.*": "marker-pull-secret",
  "userAssignedIdentity.location": "markerregion",
  "userAssignedIdentity.tags.*": "marker-tag",
  "application.owners.*": "a11a11a1-1111-4111-8111-c0ffee0ddba1",
  "keyVaults.*.objects.*.objectVersion": "c0ffee0ddba11c0ffee0ddba11c0ffee",
  "keyVaults.*.objects.*.filePermission": "0427",
  "keyVaults.*.secretProviderClass.labels.*": "marker-class-label",
  "keyVaults.*.secretProviderClass.annotations.*": "marker-class-annotation",
  "keyVaults.*.syncedSecrets.*.labels.*": "marker-synced-label",
  "keyVaults.*.syncedSecrets.*.annotations.*": "marker-synced-annotation",
  "keyVaults.*.mountPath": "/mnt/marker-path",
  "podLabels.*": "marker-pod-label",
  "pod.image": "marker-image",
  "pod.command.*": "marker-command",
};

/** These may be secret too, but have so few values that a search for one would find it anywhere. */
export const closedLists: Readonly<Record<string, string | boolean>> = {
  "serviceAccount.automountServiceAccountToken": false,
  "keyVaults.*.objects.*.objectFormat": "pem",
  "keyVaults.*.objects.*.objectEncoding": "base64",
};

const keys: Readonly<Record<string, string>> = {
  clusters: "aks-prod",
  keyVaults: "kv-shop",
  objects: "db-password",
  syncedSecrets: "orders-tls",
};

/** Puts a value at a path of some arguments. */
export function place(args: object, path: string, value: unknown): void {
  const parts = path.split(".");
  let at = args as Record<string, unknown>;
  for (const [i, part] of parts.entries()) {
    const isList = parts[i + 1] === "*" && ["owners", "command", "imagePullSecrets"].includes(part);
    const key = part === "*" ? (keys[parts[i - 1] ?? ""] ?? (Array.isArray(at) ? "0" : "marked")) : part;
    if (i === parts.length - 1) at[key] = value;
    else {
      at[key] ??= isList ? [] : {};
      at = at[key] as Record<string, unknown>;
    }
  }
}
