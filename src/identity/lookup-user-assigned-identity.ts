import { getUserAssignedIdentity } from "@pulumi/azure-native/managedidentity/getUserAssignedIdentity";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { formatResourceId, type ResourceReference, resourceType, sameText } from "../model/resource-id";
import type { LookUps } from "../pulumi/look-up";
import type { ManagedIdentity } from "./identity";

export interface ExistingIdentity {
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
      if (answer === undefined) return { issues: [elsewhere(path, own)] };
      const { clientId, principalId, tenantId } = answer;
      return { value: { clientId, principalId, tenantId } };
    },
    needed: "Its client id is part of the SecretProviderClass.",
  });
  return {
    id: pulumi
      .all([identity, subscriptionId])
      .apply(([reference, own]) => formatResourceId(resourceType.userAssignedIdentity, reference, own)),
    description: identity.apply(({ name }) => `the existing user-assigned identity ${quote(name)}`),
    clientId: found.clientId,
    principalId: found.principalId,
    tenantId: found.tenantId,
    resourceGroupName: identity.resourceGroupName,
    name: identity.name,
  };
}

function elsewhere(path: string, own: string) {
  return {
    path,
    expected: `an identity in the azure-native provider's subscription, ${own}`,
    remedy: "Pass a provider for the identity's subscription in `providers`.",
  };
}
