import { getUserAssignedIdentity } from "@pulumi/azure-native/managedidentity/getUserAssignedIdentity";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { formatResourceId, type ResourceReference, resourceType, sameText } from "../model/resource-id";
import type { LookUps } from "../pulumi/look-up";
import { identitySubscription } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
import type { ManagedIdentity } from "./identity";

interface ExistingIdentity {
  readonly path: string;
  readonly identity: pulumi.Output<ResourceReference>;
  /** The subscription that azure-native looks into. */
  readonly subscriptionId: pulumi.Output<string>;
}

/** An identity that somebody else made: looked up, never changed but for our credentials. */
export function lookupUserAssignedIdentity(
  { path, identity, subscriptionId }: ExistingIdentity,
  lookUps: LookUps,
): ManagedIdentity {
  const found = lookUps.run({
    path,
    key: pulumi.all([identity, subscriptionId]).apply(([reference, own]) => ({ ...reference, own })),
    describe: ({ name, resourceGroupName }) =>
      `user-assigned identity ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ask: async ({ name, resourceGroupName, subscriptionId: other, own }, opts) =>
      other !== undefined && !sameText(other, own)
        ? undefined
        : getUserAssignedIdentity({ resourceName: name, resourceGroupName }, opts),
    judge: (answer, { own }) => {
      if (answer === undefined) return { issues: [issue(identitySubscription, path, { fill: { own } })] };
      const { clientId, principalId, tenantId } = answer;
      return { value: { clientId, principalId, tenantId } };
    },
    needed: "Its client id is part of the SecretProviderClass.",
  });
  return {
    id: pulumi
      .all([identity, subscriptionId])
      .apply(([reference, own]) => formatResourceId(resourceType.userAssignedIdentity, reference, own)),
    // Names of identities are unique in their resource group only.
    description: identity.apply(
      ({ name, resourceGroupName }) =>
        `the existing user-assigned identity ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ),
    clientId: found.clientId,
    principalId: found.principalId,
    tenantId: found.tenantId,
    resourceGroupName: identity.resourceGroupName,
    name: identity.name,
  };
}
