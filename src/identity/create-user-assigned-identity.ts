import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import type { TextMap } from "../pulumi/read-input";
import type { ManagedIdentity } from "./identity";

interface UserAssignedIdentityInputs {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly name?: pulumi.Output<string>;
  readonly location?: pulumi.Output<string>;
  readonly tags?: TextMap;
}

export function createUserAssignedIdentity(
  name: string,
  inputs: UserAssignedIdentityInputs,
  opts: pulumi.CustomResourceOptions,
): ManagedIdentity {
  const { resourceGroupName, location, tags } = inputs;
  const resource = new UserAssignedIdentity(
    name,
    { resourceGroupName, resourceName: inputs.name, location, tags },
    // azure-native deletes first where the name is given, which would cut the workload off for a while.
    { ...opts, deleteBeforeReplace: false },
  );
  const { id, name: azureName, clientId, principalId, tenantId } = resource;
  const description = azureName.apply((text) => `user-assigned identity ${quote(text)}`);
  return { id, description, clientId, principalId, tenantId, resourceGroupName, name: azureName };
}
