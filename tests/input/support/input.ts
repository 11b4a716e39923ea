/** Inputs for the tests, and how they are read. */

import * as pulumi from "@pulumi/pulumi";
import { normalizeArgs } from "../../../src/input/normalize/args";
import { readInput } from "../../../src/input/read";
import { awaitOutputs } from "../../../src/pulumi/arrived";
import { type InvalidInputs, Issues } from "../../../src/pulumi/issues";
import { formatIssue, type Issue } from "../../../src/rules/issue";
import type { NormalizedArgs } from "../../../src/workload";

/** The names of project and stack are part of derived names. */
export function useProject(): Promise<void> {
  return pulumi.runtime.setMocks(
    { newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) },
    "shop",
    "dev",
    true,
  );
}

/** Every property of a new managed identity, its role assignments and its mounts, with a valid value. */
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
      automountServiceAccountToken: false,
      imagePullSecrets: ["registry"],
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
        secretProviderClass: {
          name: "orders-shop",
          management: "Create",
          labels: { team: "checkout" },
          annotations: { "argocd.argoproj.io/sync-wave": "-1" },
        },
        syncedSecrets: {
          "orders-tls": {
            type: "Opaque",
            data: { "tls.pfx": "tls.pem/0" },
            labels: { team: "checkout" },
            annotations: { "example.com/owner": "checkout" },
          },
        },
        env: { DB_PASSWORD: "db-password" },
        envSecretName: "orders-env",
        mountPath: "/secrets",
      },
      other: {
        id: "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-other",
        objects: { signing: { objectType: "key" } },
      },
    },
    roleAssignments: {
      storage: {
        scope:
          "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st",
        role: "Storage Blob Data Reader",
      },
    },
    podLabels: { app: "orders" },
    pod: { image: "busybox:1.36", command: ["/bin/sleep", "10000"], os: "Linux" },
    cloud: "AzurePublicCloud",
  };
}

/** The same for a new application, access policies and what another owner creates. */
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

/** The shortest valid input, with these properties of its cluster, identity and vault instead. */
export function smallInput({ cluster = {}, identity = {}, vault = {}, ...args }: Record<string, unknown>) {
  return {
    namespace: "shop",
    clusters: { aks: { resourceGroupName: "platform", ...(cluster as object) } },
    userAssignedIdentity: { resourceGroupName: "shop", ...(identity as object) },
    keyVaults: { kv1: { resourceGroupName: "shop", objects: { a: {} }, ...(vault as object) } },
    ...args,
  };
}

interface Outcome {
  readonly args: NormalizedArgs;
  readonly issues: Issue[];
  /** Those of the issues that stop the constructor; the others come once values are known. */
  readonly immediate: readonly Issue[];
}

/** As the library reads it: Outputs are checked once they are known. */
export async function readAsLibrary(input: unknown, component = "orders"): Promise<Outcome> {
  const issues = new Issues();
  const args = normalizeArgs(readInput(input, issues), { component, issues });
  return { args, immediate: immediateOf(issues), issues: await issues.all() };
}

function immediateOf(issues: Issues): readonly Issue[] {
  try {
    issues.throwIfAny("orders");
    return [];
  } catch (error) {
    return (error as InvalidInputs).issues;
  }
}

/** As the plugin reads it, which has waited for all Outputs. */
export async function readAsPlugin(input: unknown, component = "orders"): Promise<Outcome> {
  await awaitOutputs(input);
  return readAsLibrary(input, component);
}

export async function pathsOf(input: unknown, component?: string): Promise<string[]> {
  return (await readAsLibrary(input, component)).issues.map(({ path }) => path);
}

/** The lines that users read. */
export async function sentencesOf(input: unknown, component?: string): Promise<string[]> {
  return (await readAsLibrary(input, component)).issues.map(formatIssue);
}
