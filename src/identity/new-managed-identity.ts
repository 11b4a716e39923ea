import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { quote } from "../model/quote";
import { formatResourceId, resourceType } from "../model/resource-id";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { providerOf } from "../pulumi/private-api";
import { azureThingOf, childThing, reserveOnce } from "../pulumi/reservations";
import { settle } from "../pulumi/settle";
import { identityCreatedOnce } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";
import { show } from "../rules/show";
import type { NewManagedIdentity, WorkloadIdentity } from "../workload";

export function newManagedIdentity(
  context: ComponentContext,
  { resourceGroupName, name: resourceName, location, tags }: NewManagedIdentity,
  subscriptionId: pulumi.Output<string>,
): WorkloadIdentity {
  const taken = reserveName(context, resourceGroupName, resourceName);
  context.issues.reportLive(taken);
  const resource = new UserAssignedIdentity(
    childName.identity(context.name),
    { resourceGroupName, resourceName, location, tags },
    // azure-native deletes first where the name is given, which would interrupt the workload's access.
    { ...childOptions(context), deleteBeforeReplace: false },
  );
  const { id, name, clientId, principalId, tenantId } = resource;
  const description = name.apply((text) => `user-assigned identity ${quote(text)}`);
  const thing = taken.then((issues) =>
    childThing(
      context.resource,
      childName.identity(context.name),
      "azure-native:managedidentity:UserAssignedIdentity",
      // What else two components of one identity get wrong only follows from that.
      issues.length > 0 ? undefined : givenId(subscriptionId, resourceGroupName, resourceName),
    ),
  );
  return { id, description, clientId, principalId, tenantId, managed: { resourceGroupName, name }, thing };
}

/** Another component may be given it as a text. */
function givenId(
  subscriptionId: pulumi.Output<string>,
  resourceGroupName: pulumi.Input<string>,
  resourceName: pulumi.Input<string> | undefined,
): pulumi.Input<string> | undefined {
  return (
    resourceName &&
    derive([subscriptionId, resourceGroupName, resourceName], ([own, group, name]) =>
      formatResourceId(resourceType.userAssignedIdentity, { resourceGroupName: group, name }, own),
    )
  );
}

/** azure-native refuses to create what exists, in the update only. */
async function reserveName(
  { resource, token }: ComponentContext,
  resourceGroupName: pulumi.Input<string>,
  resourceName: pulumi.Input<string> | undefined,
): Promise<Issue[]> {
  const { value: name } = await settle<string | undefined>(resourceName);
  if (name === undefined) return [];
  const subscription = { value: (await providerOf(resource, "azure-native")) ?? "" };
  const group = await azureThingOf(resourceGroupName, ["ResourceGroup"]);
  const self = { token, path: "userAssignedIdentity.name" };
  const other = reserveOnce("identity", [subscription, group, { value: name.toLowerCase() }], self);
  if (other === undefined) return [];
  return [issue(identityCreatedOnce, self.path, { received: show(name), fill: { other } })];
}
