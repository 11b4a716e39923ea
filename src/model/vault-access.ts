/** Who grants what on a vault. */

import { describePermissions, type Permissions } from "./access-policy";
import { describeRight, type Right } from "./rights";

export type VaultAccess =
  | { readonly kind: "roles"; readonly rights: readonly Right[] }
  | { readonly kind: "policy"; readonly permissions: Permissions }
  | { readonly kind: "external" };

/** What the workload can do, one phrase for each right. */
export function describeAccess(access: VaultAccess, where: string): string[] {
  switch (access.kind) {
    case "roles":
      return access.rights.map((right) => describeRight(right, where));
    case "policy":
      return describePermissions(access.permissions, where);
    case "external":
      return [`do in ${where} what was granted elsewhere`];
  }
}
