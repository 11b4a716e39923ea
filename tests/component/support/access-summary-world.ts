import type { World } from "../../../emulator/world";

const own = "00000000-0000-4000-8000-00000000aaaa";
const other = "00000000-0000-4000-8000-00000000cccc";

const inGroup = (subscription: string, group: string, type: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;

export const clusterId = (group: string, name: string) =>
  inGroup(own, group, "Microsoft.ContainerService/managedClusters", name);
export const identityId = (group: string, name: string) =>
  inGroup(own, group, "Microsoft.ManagedIdentity/userAssignedIdentities", name);
export const vaultElsewhere = inGroup(other, "far", "Microsoft.KeyVault/vaults", "kv-far");
export const storageId = inGroup(own, "shop", "Microsoft.Storage/storageAccounts", "stshop");
export const registryElsewhere = inGroup(other, "far", "Microsoft.ContainerRegistry/registries", "crshop");
export const existingApplication = "00000000-0000-4000-8000-0000000000a1";
export const owners = ["00000000-0000-4000-8000-0000000000e1", "00000000-0000-4000-8000-0000000000e2"];

/** Clusters and identities with one name in two groups, vaults of both models, and one in another subscription. */
export function summaryWorld(cloud?: World["cloud"]): World {
  const cluster = (resourceGroupName: string, name: string) => ({
    resourceGroupName,
    name,
    location: "westeurope",
    oidcIssuer: { enabled: true, issuerURL: `https://issuer.example/${resourceGroupName}/${name}/` },
    workloadIdentity: true,
    addonProfiles: {
      azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "true" } },
    },
  });
  const vault = (name: string, enableRbacAuthorization: boolean) => ({
    resourceGroupName: "shop",
    name,
    enableRbacAuthorization,
  });
  const identity = (resourceGroupName: string, number: number) => ({
    resourceGroupName,
    name: "id-shop",
    clientId: `00000000-0000-4000-8000-0000000000c${number}`,
    principalId: `00000000-0000-4000-8000-0000000000f${number}`,
  });
  return {
    cloud,
    subscriptionId: own,
    tenantId: "00000000-0000-4000-8000-00000000bbbb",
    clusters: [
      cluster("platform", "aks-prod"),
      cluster("sandbox", "aks-prod"),
      cluster("platform", "aks-dev"),
    ],
    vaults: [
      vault("kv-roles", true),
      vault("kv-other", true),
      vault("kv-policies", false),
      vault("kv-both", false),
      { resourceGroupName: "far", name: "kv-far", enableRbacAuthorization: true, subscriptionId: other },
    ],
    resources: [storageId, `${storageId}/queueServices/default/queues/orders`, registryElsewhere],
    identities: [identity("shop", 1), identity("platform", 2)],
    applications: [
      {
        clientId: existingApplication,
        objectId: "00000000-0000-4000-8000-0000000000a2",
        displayName: "Orders",
        servicePrincipal: { objectId: "00000000-0000-4000-8000-0000000000f3" },
      },
    ],
    namespaces: ["shop", "pay"],
    kubernetesObjects: ["shop", "pay"].map((namespace) => ({
      manifest: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "legacy", namespace } },
    })),
  };
}
