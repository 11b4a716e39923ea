import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { quote } from "../model/quote";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { childThing } from "../pulumi/reservations";
import type { TextMap } from "../pulumi/text-map";
import type { WorkloadIdentity } from "./identity";

export interface NewManagedIdentity {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly name?: pulumi.Output<string>;
  readonly location?: pulumi.Output<string>;
  readonly tags?: TextMap;
}

export function newManagedIdentity(
  context: ComponentContext,
  { resourceGroupName, name: resourceName, location, tags }: NewManagedIdentity,
): WorkloadIdentity {
  const resource = new UserAssignedIdentity(
    childName.identity(context.name),
    { resourceGroupName, resourceName, location, tags },
    // azure-native deletes first where the name is given, which would interrupt the workload's access.
    { ...childOptions(context), deleteBeforeReplace: false },
  );
  const { id, name, clientId, principalId, tenantId } = resource;
  const description = name.apply((text) => `user-assigned identity ${quote(text)}`);
  const thing = childThing(
    context.resource,
    childName.identity(context.name),
    "azure-native:managedidentity:UserAssignedIdentity",
  );
  return { id, description, clientId, principalId, tenantId, managed: { resourceGroupName, name }, thing };
}
