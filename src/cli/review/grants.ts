/** A grant in words: what it allows, on what. */

import {
  describeRole as describeAssignedRole,
  describePowers,
  roleWithGuid,
} from "../../model/assigned-role";
import { quote } from "../../model/quote";
import { describeVaultRole, summarizeRoleGrant } from "../../model/role-grants";
import { describeScope as describeAzureScope } from "../../model/scope";
import { parseVaultScope } from "../../model/vault-object";
import { type Permission, permissionsOf } from "../access/access";
import type { Grant } from "../stack/chain";
import { isText, type Value } from "../stack/value";
import { plain, type Style, value, why } from "./style";

export function describeGrant(grant: Grant, style: Style): string {
  if (grant.kind === "policy") {
    const each = Object.entries(grant.permissions).map(([kind, verbs]) => `${verbs.join(", ")} ${kind}`);
    return `${style.name(each.join("; "))} in vault ${value(grant.vault, style)} (access policy)`;
  }
  const { role, scope } = grant;
  // The component's own roles, in the words of its access summary.
  const own = isText(role) && isText(scope) ? describeVaultRole(role, scope) : undefined;
  if (own !== undefined) return style.text(own);
  return `${describeRole(grant.role, style)} on ${describeScope(grant.scope, style)}`;
}

export function describeRole(role: Value, style: Style): string {
  if (!isText(role)) return `a role ${why(role)}`;
  const builtIn = roleWithGuid(role);
  if (builtIn === undefined) return `role ${style.name(role)}, whose permissions review does not know,`;
  return style.text(describeAssignedRole({ guid: role, builtIn }));
}

export function describeScope(scope: Value, style: Style): string {
  if (!isText(scope)) return `something ${why(scope)}`;
  const { vault, collection, objectName } = parseVaultScope(scope) ?? {};
  if (vault === undefined) return style.text(describeAzureScope(scope));
  if (objectName === undefined) return `vault ${style.name(vault)}`;
  return `${collection?.replace(/s$/, "")} ${style.name(objectName)} of vault ${style.name(vault)}`;
}

/** A phrase that follows "can", for a headline. `gained`: the permissions of the grant that are new. */
export function describeGained(grant: Grant, gained: readonly Permission[]): string {
  const powers = gained.map(({ power }) => power.replace(/^all /, "do everything with "));
  if (grant.kind === "policy") {
    return `${describePowers(powers)} in vault ${value(grant.vault, plain)} (access policy)${by(grant, grant.vault)}`;
  }
  const { role, scope } = grant;
  // Of the component's own roles, reading is what is new; what they allow besides is in the words below.
  const isRead = permissionsOf(grant).every(
    ({ power }) => !power.startsWith("get ") || gained.some((one) => one.power === power),
  );
  const own =
    isRead && isText(role) && isText(scope) ? describeVaultRole(role, scope, summarizeRoleGrant) : undefined;
  if (own !== undefined) return own;
  const known = isText(role) ? roleWithGuid(role) : undefined;
  const what = known
    ? `${describePowers(powers)} (role ${known.name})`
    : `do what ${describeRole(role, plain)} allows`;
  const where = describeScope(scope, plain);
  return `${what} on ${where}${by(grant, role, scope)}`;
}

/** The name of its resource, where the preview does not say all of it. */
function by({ resource }: Grant, ...parts: readonly Value[]): string {
  return parts.every(isText) ? "" : `, by ${quote(resource.name)}`;
}
