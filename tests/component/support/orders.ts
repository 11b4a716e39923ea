import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../../src";
import { awaited } from "./mock-cloud";

export const subscription = "/subscriptions/00000000-0000-0000-0000-00000000aaaa";
export const identityId = `${subscription}/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`;
export const applicationClientId = "00000000-0000-0000-0000-00000000c11e";

/** The smallest whole chain, with these properties instead. */
export function orders(changes: Partial<KeyVaultWorkloadIdentityArgs> = {}): KeyVaultWorkloadIdentityArgs {
  return {
    namespace: "shop",
    clusters: { "aks-prod": { resourceGroupName: "platform" } },
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } },
    ...changes,
  };
}

/** A component, when all of its children are made. */
export async function made(
  name: string,
  args: KeyVaultWorkloadIdentityArgs,
  opts?: pulumi.ComponentResourceOptions,
): Promise<KeyVaultWorkloadIdentity> {
  const component = new KeyVaultWorkloadIdentity(name, args, opts);
  await ready(component);
  return component;
}

/** A component of a preview, when all of its children are registered. */
export async function previewed(name: string, args: KeyVaultWorkloadIdentityArgs): Promise<void> {
  await awaited(new KeyVaultWorkloadIdentity(name, args).volumes);
}

export async function ready(...components: KeyVaultWorkloadIdentity[]): Promise<void> {
  await awaited(pulumi.all(components.map(({ volumes, identityId }) => pulumi.all([volumes, identityId]))));
}
