import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import type * as pulumi from "@pulumi/pulumi";
import { roleAssignmentName } from "../model/names";
import { describeAssignment } from "../model/role-grants";
import { roleDefinitionId } from "../model/scope";
import { declared } from "../pulumi/declared";
import { derive } from "../pulumi/deferred";

interface RoleAssignmentInputs {
  readonly scope: pulumi.Input<string>;
  readonly roleGuid: string;
  readonly principalId: pulumi.Input<string>;
  /** What the service account can, as a phrase. */
  readonly can: pulumi.Input<string>;
  readonly namespace: pulumi.Input<string>;
  readonly serviceAccountName: pulumi.Input<string>;
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
    roleDefinitionId: derive(scope, (where) => roleDefinitionId(roleGuid, where)),
  };
  const child = new RoleAssignment(
    name,
    {
      ...access,
      roleAssignmentName: derive([scope, principalId], ([where, who]) =>
        roleAssignmentName(where, roleGuid, who),
      ),
      description: derive([can, namespace, serviceAccountName], (known) => describeAssignment(...known)),
    },
    // The name changes with scope, role and principal, so that the new one can exist beside the old one.
    { ...opts, deleteBeforeReplace: false },
  );
  return declared(name, access, child);
}
