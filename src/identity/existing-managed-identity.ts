import { getUserAssignedIdentity } from "@pulumi/azure-native/managedidentity/getUserAssignedIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { describeResource, formatResourceId, isOutside, resourceType } from "../model/resource-id";
import type { ComponentContext } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { lookUp } from "../pulumi/look-up";
import { azureThingOf } from "../pulumi/reservations";
import { identitySubscription } from "../rules/live-checks";
import { issue } from "../rules/rule";
import type { ExistingManagedIdentity, WorkloadIdentity } from "../workload";

/** An identity that another owner created: looked up, and changed only by the credentials that are added. */
export function existingManagedIdentity(
  context: ComponentContext,
  { path, identity }: ExistingManagedIdentity,
  subscriptionId: pulumi.Output<string>,
): WorkloadIdentity {
  const found = lookUp(context, {
    path,
    key: derive([identity, subscriptionId], ([reference, own]) => ({ ...reference, own })),
    describe: (key) => describeResource("user-assigned identity", key),
    ask: async (key, opts) =>
      isOutside(key.own, key)
        ? undefined
        : getUserAssignedIdentity({ resourceName: key.name, resourceGroupName: key.resourceGroupName }, opts),
    evaluate: (answer, { own }) => {
      if (answer === undefined) return { issues: [issue(identitySubscription, path, { fill: { own } })] };
      const { clientId, principalId, tenantId } = answer;
      return { value: { clientId, principalId, tenantId } };
    },
    needed: "Its client id is part of the SecretProviderClass.",
  });
  const id = derive([identity, subscriptionId], ([reference, own]) =>
    formatResourceId(resourceType.userAssignedIdentity, reference, own),
  );
  return {
    id,
    description: derive(identity, (known) => describeResource("the existing user-assigned identity", known)),
    clientId: found.clientId,
    principalId: found.principalId,
    tenantId: found.tenantId,
    managed: { resourceGroupName: identity.resourceGroupName, name: identity.name },
    thing: azureThingOf(id, ["UserAssignedIdentity"]),
    existing: true,
  };
}
