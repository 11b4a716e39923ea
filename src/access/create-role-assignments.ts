import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { roleAssignmentName } from "../model/names";
import { formatResourceId, type ResourceReference, resourceType } from "../model/resource-id";
import { describeGrant, type Right, roleDefinitionId, scopeOf } from "../model/rights";

interface RoleAssignmentInputs {
  readonly rights: readonly Right[];
  readonly vault: pulumi.Output<ResourceReference>;
  readonly principalId: pulumi.Output<string>;
  /** The subscription of vaults that were given without one. */
  readonly subscriptionId: pulumi.Output<string>;
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
}

/** One role assignment for each right; `name` makes the child's name from the right. */
export function createRoleAssignments(
  name: (right: string) => string,
  inputs: RoleAssignmentInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const { vault, principalId, subscriptionId, namespace, serviceAccountName } = inputs;
  return inputs.rights.map((right) => {
    const scope = pulumi
      .all([vault, subscriptionId])
      .apply(([reference, own]) => scopeOf(right, formatResourceId(resourceType.vault, reference, own)));
    return new RoleAssignment(
      name(right.slug),
      {
        scope,
        principalId,
        // azure-native fills in "User", and Azure would look the new identity up before it has spread.
        principalType: "ServicePrincipal",
        roleDefinitionId: pulumi
          .all([vault, subscriptionId])
          .apply(([reference, own]) => roleDefinitionId(right.role, reference.subscriptionId ?? own)),
        roleAssignmentName: pulumi
          .all([scope, principalId])
          .apply(([where, who]) => roleAssignmentName(where, right.role.guid, who)),
        description: pulumi
          .all([vault, namespace, serviceAccountName])
          .apply(([reference, space, account]) => describeGrant(right, reference.name, space, account)),
      },
      // The name changes with scope, role and principal, so that the new one can stand beside the old one.
      { ...opts, deleteBeforeReplace: false },
    );
  });
}
