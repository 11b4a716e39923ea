/** What is granted on a vault, and by what. */

import { describePermissions, type Permissions } from "./access-policy";
import { describeRoleGrant, type RoleGrant } from "./role-grants";

export type VaultAccess =
  | { readonly kind: "roles"; readonly grants: readonly RoleGrant[] }
  | { readonly kind: "policy"; readonly permissions: Permissions }
  | { readonly kind: "external" };

/** What the workload can do, one phrase for each grant. */
export function describeAccess(access: VaultAccess, where: string): string[] {
  switch (access.kind) {
    case "roles":
      return access.grants.map((grant) => describeRoleGrant(grant, where));
    case "policy":
      return describePermissions(access.permissions, where);
    case "external":
      return [`do in ${where} what was granted elsewhere`];
  }
}
