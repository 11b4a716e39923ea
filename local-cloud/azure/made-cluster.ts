import { guid } from "../deployer";
import type { Properties } from "../provider/values";
import type { Azure } from "./azure";
import type { Answer, ResourceKind } from "./resource-kind";

export const token = "azure-native:containerservice:ManagedCluster";

/** A cluster that a program makes: enough of it to federate with and to connect to. */
export const madeCluster: ResourceKind = {
  token,
  apiVersion: "2025-09-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/{resourceName}",
  // [RS containerservice/…/2025-09-01/managedClusters.json ManagedClusters_CreateOrUpdate]
  pathInputs: {
    resourceGroupName: {},
    resourceName: {
      autoName: "random",
      pattern: /^[a-zA-Z0-9]$|^[a-zA-Z0-9][-_a-zA-Z0-9]{0,61}[a-zA-Z0-9]$/,
    },
  },
  body: {
    location: { type: "string", required: true, forceNew: true },
    addonProfiles: { type: "object" },
    agentPoolProfiles: { type: "array" },
    dnsPrefix: { type: "string", forceNew: true },
    identity: { type: "object" },
    oidcIssuerProfile: { type: "object", properties: { enabled: { type: "boolean" } } },
    tags: { type: "object" },
  },
  outputs: {
    addonProfiles: true,
    agentPoolProfiles: true,
    azureApiVersion: true,
    dnsPrefix: true,
    identity: true,
    location: true,
    name: true,
    oidcIssuerProfile: { enabled: true, issuerURL: true },
    provisioningState: true,
    tags: true,
    type: true,
  },

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const { addonProfiles, agentPoolProfiles, dnsPrefix, identity, location, tags = {} } = inputs;
    const { enabled } = (inputs.oidcIssuerProfile ?? {}) as Properties;
    // [AKS use-oidc-issuer.md] with its final slash
    const issuerURL = `https://${location}.oic.prod-aks.azure.com/${azure.world().tenantId}/${guid(id)}/`;
    return {
      // [RS containerservice/…/examples/ManagedClustersGet.json] the answered id spells `resourcegroups`
      id: existing?.id ?? id.replace("/resourceGroups/", "/resourcegroups/"),
      properties: {
        name: inputs.resourceName,
        type: "Microsoft.ContainerService/ManagedClusters",
        ...{ addonProfiles, agentPoolProfiles, dnsPrefix, identity, location, tags },
        oidcIssuerProfile: enabled === true ? { enabled, issuerURL } : { enabled: false },
        provisioningState: "Succeeded",
      },
    };
  },
};

/** A kubeconfig that tells this cluster from others. [AN listManagedClusterUserCredentials.d.ts CredentialResultResponse] */
export function userCredentials(azure: Azure, id: string): Answer | undefined {
  const cluster = azure.get(id);
  if (!cluster) return undefined;
  const value = Buffer.from(JSON.stringify({ kind: "Config", clusters: [{ name: cluster.id }] }));
  return { id, properties: { kubeconfigs: [{ name: "clusterUser", value: value.toString("base64") }] } };
}
