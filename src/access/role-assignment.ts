import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { roleAssignmentName } from "../model/names";
import { describeAssignment } from "../model/role-grants";
import { roleDefinitionId } from "../model/scope";
import { declared } from "../pulumi/declared";

interface RoleAssignmentInputs {
  readonly scope: pulumi.Output<string>;
  readonly roleGuid: string;
  readonly principalId: pulumi.Output<string>;
  /** What the service account can, as a phrase. */
  readonly can: pulumi.Input<string>;
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
}

export function createRoleAssignment(
  name: string,
  { scope, roleGuid, principalId, can, namespace, serviceAccountName }: RoleAssignmentInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const access = {
    scope,
    principalId,
    // azure-native fills in "User", and Azure would look the new identity up before it is visible everywhere.
    principalType: "ServicePrincipal",
    roleDefinitionId: scope.apply((where) => roleDefinitionId(roleGuid, where)),
  };
  const child = new RoleAssignment(
    name,
    {
      ...access,
      roleAssignmentName: pulumi
        .all([scope, principalId])
        .apply(([where, who]) => roleAssignmentName(where, roleGuid, who)),
      description: pulumi
        .all([can, namespace, serviceAccountName])
        .apply(([phrase, space, account]) => describeAssignment(phrase, space, account)),
    },
    // The name changes with scope, role and principal, so that the new one can exist beside the old one.
    { ...opts, deleteBeforeReplace: false },
  );
  return declared(name, access, child);
}
