/** What a vault with access policies has to allow, and no more. */

import { type Collection, collectionOf, type VaultObject } from "./vault-object";

export type Permissions = Partial<Record<Collection, ("get" | "list")[]>>;

/** `get` for the kinds that are used; the provider lists versions only where it mounts several. */
export function permissionsFor(objects: readonly VaultObject[]): Permissions {
  const permissions: Permissions = {};
  for (const kind of ["secrets", "keys", "certificates"] as const) {
    const ofKind = objects.filter(({ objectType }) => collectionOf[objectType] === kind);
    if (ofKind.length === 0) continue;
    const history = ofKind.some(({ objectVersionHistory = 0 }) => objectVersionHistory > 1);
    permissions[kind] = history ? ["get", "list"] : ["get"];
  }
  return permissions;
}

export function allows(permissions: Permissions, object: VaultObject): boolean {
  const needed = permissionsFor([object]);
  return Object.entries(needed).every(([kind, verbs]) =>
    verbs.every((verb) => permissions[kind as Collection]?.includes(verb)),
  );
}

/** What `get` on a kind means, before and after the vault's name. */
const meaning: Record<Collection, readonly [before: string, after: string]> = {
  secrets: ["every secret", ", private keys of its certificates included"],
  keys: ["every public key", ""],
  certificates: ["every certificate", ""],
};

/** Each kind, and a phrase with the permissions themselves. */
export function describePermissions(
  permissions: Permissions,
  where: string,
): [kind: string, phrase: string][] {
  return Object.entries(permissions).map(([kind, verbs]) => {
    const [what, remark] = meaning[kind as Collection];
    const read = verbs.includes("list") ? "list and read" : "read";
    return [kind, `${read} ${what} in ${where}${remark} (access policy: ${kind} ${verbs.join(", ")})`];
  });
}
