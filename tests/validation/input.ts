/** Inputs for the tests, and what the component says of them. */

import * as pulumi from "@pulumi/pulumi";
import type { KeyVaultWorkloadIdentityArgs } from "../../src/args";
import { readInput } from "../../src/component/input";
import { type NormalizedArgs, normalizeArgs } from "../../src/normalize-args";
import { packageSchema } from "../../src/package-schema";
import { liftInputs } from "../../src/plugin/lift-inputs";
import { Gate } from "../../src/pulumi/gate";
import type { Issue } from "../../src/validation/issue";

/** The names of project and stack are part of derived names. */
export function useProject(): Promise<void> {
  return pulumi.runtime.setMocks(
    { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) },
    "shop",
    "dev",
    true,
  );
}

/** Every property of a new managed identity, of its roles and of its mounts, with a value that is right. */
export function fullInput() {
  return {
    namespace: "shop",
    clusters: {
      blue: { resourceGroupName: "platform", name: "aks-blue" },
      green: { oidcIssuerUrl: "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/" },
      "red-1": {
        id: "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/platform/providers/Microsoft.ContainerService/managedClusters/red",
      },
    },
    serviceAccount: {
      name: "orders",
      management: "Create",
      labels: { team: "checkout" },
      annotations: { "example.com/owner": "checkout" },
      tokenExpirationSeconds: 7200,
    },
    userAssignedIdentity: {
      resourceGroupName: "shop",
      name: "id-orders",
      location: "westeurope",
      tags: { "cost centre": "42" },
    },
    keyVaults: {
      "kv-shop": {
        resourceGroupName: "shop",
        name: "kv-shop-prod",
        permissionModel: "AzureRbac",
        grants: "Create",
        roleScope: "Object",
        mount: true,
        objects: {
          "db-password": {},
          "tls.pem": {
            objectName: "web-tls",
            objectType: "secret",
            objectVersion: "0123456789abcdef0123456789abcdef",
            objectVersionHistory: 2,
            objectFormat: "pfx",
            objectEncoding: "base64",
            filePermission: "0400",
          },
        },
        secretProviderClass: { name: "orders-shop", management: "Create" },
        syncedSecrets: {
          "orders-tls": {
            type: "Opaque",
            data: { "tls.pfx": "tls.pem/0" },
            labels: { team: "checkout" },
            annotations: { "example.com/owner": "checkout" },
          },
        },
        env: { DB_PASSWORD: "db-password" },
        mountPath: "/secrets",
      },
      other: {
        id: "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-other",
        objects: { signing: { objectType: "key" } },
      },
    },
    podLabels: { app: "orders" },
    pod: { image: "busybox:1.36", command: ["/bin/sleep", "10000"], os: "Linux" },
    cloud: "AzurePublicCloud",
  };
}

/** The same for a new application, access policies and things that somebody else makes. */
export function applicationInput() {
  return {
    namespace: "shop",
    serviceAccount: { management: "External" },
    application: { displayName: "Orders", owners: ["00000000-0000-0000-0000-000000000001"] },
    keyVaults: {
      policies: {
        id: "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-policies",
        permissionModel: "AccessPolicy",
        objects: { db: {} },
        secretProviderClass: { management: "External" },
      },
      sdk: {
        resourceGroupName: "shop",
        name: "kv-sdk",
        grants: "External",
        mount: false,
        objects: { db: {} },
      },
    },
    cloud: "AzureChinaCloud",
  };
}

/** The shortest right input, with these properties of its cluster, identity and vault instead. */
export function smallInput({ cluster = {}, identity = {}, vault = {}, ...args }: Record<string, unknown>) {
  return {
    namespace: "shop",
    clusters: { aks: { resourceGroupName: "platform", ...(cluster as object) } },
    userAssignedIdentity: { resourceGroupName: "shop", ...(identity as object) },
    keyVaults: { kv1: { resourceGroupName: "shop", objects: { a: {} }, ...(vault as object) } },
    ...args,
  };
}

interface Verdict {
  readonly args: NormalizedArgs;
  readonly issues: Issue[];
}

export async function judge(input: unknown, component = "orders"): Promise<Verdict> {
  const gate = new Gate(component);
  const args = normalizeArgs(component, input as KeyVaultWorkloadIdentityArgs, gate);
  return { args, issues: await gate.claim() };
}

export async function pathsOf(input: unknown, component?: string): Promise<string[]> {
  return (await judge(input, component)).issues.map(({ path }) => path);
}

/** Every way in at once: the plugin lifts plain values out of their Outputs, the library takes what it is given. */
export async function judgeWhole(input: unknown, component = "orders"): Promise<Issue[]> {
  const type = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
  const properties = packageSchema.resources[type]?.inputProperties ?? {};
  const { issues: lifted } = await liftInputs(input as pulumi.Inputs, properties, packageSchema.types);
  const gate = new Gate(component);
  readInput(type, component, input as KeyVaultWorkloadIdentityArgs, gate);
  return [...lifted, ...(await gate.claim())];
}
