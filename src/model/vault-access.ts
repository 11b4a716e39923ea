/** What is granted on a vault, and by what. */

import { allows, describePermissions, type Permissions } from "./access-policy";
import { covers, describeRoleGrant, type RoleGrant } from "./role-grants";
import type { VaultObject } from "./vault-object";

export type VaultAccess =
  | { readonly kind: "roles"; readonly grants: readonly RoleGrant[] }
  | { readonly kind: "policy"; readonly permissions: Permissions }
  | { readonly kind: "external" };

/** What the workload can do: for each grant what tells it from the others of its vault, and a phrase. */
export function describeAccess(access: VaultAccess, where: string): [grant: string, phrase: string][] {
  switch (access.kind) {
    case "roles":
      return access.grants.map((grant) => [grant.slug, describeRoleGrant(grant, where)]);
    case "policy":
      return describePermissions(access.permissions, where);
    case "external":
      return [["", `do in ${where} what was granted elsewhere`]];
  }
}

/** Whether what is granted is enough to mount the object. */
export function grantsAccessTo(access: VaultAccess, object: VaultObject): boolean {
  switch (access.kind) {
    case "roles":
      return access.grants.some((grant) => covers(grant, object));
    case "policy":
      return allows(access.permissions, object);
    case "external":
      return false;
  }
}
