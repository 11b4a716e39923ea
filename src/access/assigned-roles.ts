import type * as pulumi from "@pulumi/pulumi";
import { describeRole } from "../model/assigned-role";
import { childName } from "../model/names";
import { splitVaultObject } from "../model/role-grants";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { azureThingOf, type Thing } from "../pulumi/reservations";
import type { Issue } from "../rules/issue";
import type { NormalizedRoleAssignment } from "../workload";
import type { Grantee } from "./grants";
import { reserveGrant } from "./reserve-grant";
import { createRoleAssignment } from "./role-assignment";

/** Assigns the roles that the input names, beside those that follow from the objects of vaults. */
export function assignRoles(
  context: ComponentContext,
  grantee: Grantee,
  roles: readonly NormalizedRoleAssignment[],
): pulumi.Resource[] {
  return roles.map((one) => {
    const { key, role, scope } = one;
    context.issues.reportLive(reserveRole(context, grantee.thing, one));
    const inputs = { ...grantee, scope, roleGuid: role.guid, can: describeRole(role) };
    return createRoleAssignment(childName.roleAssignment(context.name, key), inputs, childOptions(context));
  });
}

async function reserveRole(
  context: ComponentContext,
  identity: Promise<Thing>,
  { path, role, scope: id }: NormalizedRoleAssignment,
): Promise<Issue[]> {
  const [principal, scope] = [await identity, await azureThingOf(id)];
  // As the grants of a vault are reserved: the vault, and what of it.
  const [vault, object] = splitVaultObject(scope.value ?? "");
  return reserveGrant(context, {
    principal,
    scope: { ...scope, value: scope.value === undefined ? undefined : vault },
    grant: `${role.guid}${object}`,
    self: { token: context.token, path },
    of: "role",
  });
}
