import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { roleAssignmentName } from "../model/names";
import { formatResourceId, type ResourceReference, resourceType } from "../model/resource-id";
import { describeAssignment, type RoleGrant, roleDefinitionId, scopeOf } from "../model/role-grants";
import { declared } from "../pulumi/declared";

interface RoleAssignmentInputs {
  readonly vault: pulumi.Output<ResourceReference>;
  readonly principalId: pulumi.Output<string>;
  /** The subscription of vaults that were given without one. */
  readonly subscriptionId: pulumi.Output<string>;
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
}

export function createRoleAssignment(
  name: string,
  grant: RoleGrant,
  { vault, principalId, subscriptionId, namespace, serviceAccountName }: RoleAssignmentInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const located = pulumi.all([vault, subscriptionId]);
  const scope = located.apply(([reference, own]) =>
    scopeOf(grant, formatResourceId(resourceType.vault, reference, own)),
  );
  const access = {
    scope,
    principalId,
    // azure-native fills in "User", and Azure would look the new identity up before it is visible everywhere.
    principalType: "ServicePrincipal",
    roleDefinitionId: located.apply(([reference, own]) =>
      roleDefinitionId(grant.role, reference.subscriptionId ?? own),
    ),
  };
  const child = new RoleAssignment(
    name,
    {
      ...access,
      roleAssignmentName: pulumi
        .all([scope, principalId])
        .apply(([where, who]) => roleAssignmentName(where, grant.role.guid, who)),
      description: pulumi
        .all([vault, namespace, serviceAccountName])
        .apply(([reference, space, account]) => describeAssignment(grant, reference.name, space, account)),
    },
    // The name changes with scope, role and principal, so that the new one can exist beside the old one.
    { ...opts, deleteBeforeReplace: false },
  );
  return declared(name, access, child);
}
