/** What is granted on a vault, and by what. */

import { allows, describePermissions, type Permissions } from "./access-policy";
import { covers, describeRoleGrant, type RoleGrant } from "./role-grants";
import type { VaultObject } from "./vault-object";

/** Azure's words for what the input calls `AzureRbac` and `AccessPolicy`. */
export const modelWords = { AzureRbac: "Azure RBAC", AccessPolicy: "access policies" } as const;

export type VaultAccess =
  | { readonly kind: "roles"; readonly grants: readonly RoleGrant[] }
  | { readonly kind: "policy"; readonly permissions: Permissions }
  /** The vault's permission model decides which of the two counts. */
  | { readonly kind: "both"; readonly grants: readonly RoleGrant[]; readonly permissions: Permissions }
  | { readonly kind: "external" };

export function roleGrantsOf(access: VaultAccess): readonly RoleGrant[] {
  return "grants" in access ? access.grants : [];
}

/** Empty where no access policy is needed. */
export function permissionsOf(access: VaultAccess): Permissions {
  return "permissions" in access ? access.permissions : {};
}

/** What the workload can do: for each grant what tells it from the others of its vault, and a phrase. */
export function describeAccess(access: VaultAccess, where: string): [grant: string, phrase: string][] {
  if (access.kind === "external") return [["", `do in ${where} what was granted elsewhere`]];
  return [
    ...roleGrantsOf(access).map((grant): [string, string] => [grant.slug, describeRoleGrant(grant, where)]),
    ...describePermissions(permissionsOf(access), where),
  ];
}

/** Whether what is granted is enough to mount the object. */
export function grantsAccessTo(access: VaultAccess, object: VaultObject): boolean {
  return roleGrantsOf(access).some((grant) => covers(grant, object)) || allows(permissionsOf(access), object);
}
