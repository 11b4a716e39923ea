import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type * as pulumi from "@pulumi/pulumi";

/** What the rest of the component needs of an identity, whichever kind it is. */
export interface Identity {
  readonly resource: pulumi.Resource;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  /** The object id that roles are assigned to. */
  readonly principalId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
}

export interface UserAssignedIdentityInputs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly name?: pulumi.Input<string>;
  readonly location?: pulumi.Input<string>;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export function createUserAssignedIdentity(
  name: string,
  inputs: UserAssignedIdentityInputs,
  opts: pulumi.CustomResourceOptions,
): Identity {
  const resource = new UserAssignedIdentity(
    name,
    {
      resourceGroupName: inputs.resourceGroupName,
      resourceName: inputs.name,
      location: inputs.location,
      tags: inputs.tags,
    },
    // azure-native deletes first where the name is given, which would cut the workload off for a while.
    { ...opts, deleteBeforeReplace: false },
  );
  const { id, name: azureName, clientId, principalId, tenantId } = resource;
  return { resource, id, name: azureName, clientId, principalId, tenantId };
}
