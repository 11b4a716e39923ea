/** Azure resource ids: read without regard to letter case, as Azure does. */

import { quote } from "./quote";

export interface ResourceReference {
  /** Absent: the subscription of the provider. */
  readonly subscriptionId?: string;
  readonly resourceGroupName: string;
  readonly name: string;
}

export const guidPattern = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

export const resourceType = {
  managedCluster: "Microsoft.ContainerService/managedClusters",
  vault: "Microsoft.KeyVault/vaults",
  userAssignedIdentity: "Microsoft.ManagedIdentity/userAssignedIdentities",
} as const;

export function formatResourceId(
  type: string,
  reference: ResourceReference,
  ownSubscription: string,
): string {
  const subscription = reference.subscriptionId ?? ownSubscription;
  return `/subscriptions/${subscription}/resourceGroups/${reference.resourceGroupName}/providers/${type}/${reference.name}`;
}

const shape =
  /^\/subscriptions\/(?<subscriptionId>[^/]+)\/resourceGroups\/(?<resourceGroupName>[^/]+)\/providers\/(?<type>[^/]+\/[^/]+)\/(?<name>[^/]+)$/i;

/** Undefined where the text is not the id of a resource of this type. */
export function parseResourceId(id: string, type: string): Required<ResourceReference> | undefined {
  const { type: idType = "", ...reference } = shape.exec(id)?.groups ?? {};
  return sameText(idType, type) ? (reference as unknown as Required<ResourceReference>) : undefined;
}

/** `key vault "kv" in resource group "shop"`: names are unique in their resource group only. */
export function describeResource(kind: string, { name, resourceGroupName }: ResourceReference): string {
  return `${kind} ${quote(name)} in resource group ${quote(resourceGroupName)}`;
}

export function isOutside(subscription: string, { subscriptionId }: ResourceReference): boolean {
  return subscriptionId !== undefined && !sameText(subscriptionId, subscription);
}

export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
