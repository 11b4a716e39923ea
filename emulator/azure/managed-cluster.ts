import { isObject } from "../provider/values";
import { type Answer, clusterAnswer, clusterIssuer } from "./answers";
import type { Azure } from "./azure";
import type { ResourceKind } from "./resource-kind";
import { clusterToken } from "./tokens";

/** A cluster: enough of it to federate with and to connect to. */
export const managedCluster: ResourceKind = {
  token: clusterToken,
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
    securityProfile: { type: "object" },
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
    securityProfile: true,
    tags: true,
    type: true,
  },

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const { addonProfiles, agentPoolProfiles, dnsPrefix, identity, location, securityProfile } = inputs;
    const { enabled = false } = isObject(inputs.oidcIssuerProfile) ? inputs.oidcIssuerProfile : {};
    const issuerURL = clusterIssuer(azure.world(), id, location);
    // [RS …/examples/ManagedClustersGet.json] the answered id spells `resourcegroups`
    return clusterAnswer(existing?.id ?? id.replace("/resourceGroups/", "/resourcegroups/"), {
      name: inputs.resourceName,
      addonProfiles,
      agentPoolProfiles,
      dnsPrefix,
      identity,
      location,
      oidcIssuerProfile: enabled ? { enabled, issuerURL } : { enabled },
      securityProfile,
      tags: inputs.tags ?? {},
    });
  },
};

/** A kubeconfig, different for each cluster. [AN listManagedClusterUserCredentials.d.ts CredentialResultResponse] */
export function userCredentials(azure: Azure, id: string): Answer | undefined {
  const cluster = azure.get(id);
  if (!cluster) return undefined;
  const own = JSON.stringify({ kind: "Config", clusters: [{ name: cluster.id }] });
  const kubeconfig = azure.world().kubeconfig ?? own;
  const value = Buffer.from(kubeconfig).toString("base64");
  return { id, properties: { kubeconfigs: [{ name: "clusterUser", value }] } };
}
