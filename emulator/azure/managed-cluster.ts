import { guid } from "../deployer";
import { isObject, type Properties } from "../provider/values";
import type { ClusterDeclaration, World } from "../world";
import type { Azure } from "./azure";
import type { Answer, ResourceKind } from "./resource-kind";

/** A cluster: enough of it to federate with and to connect to. */
export const managedCluster: ResourceKind = {
  token: "azure-native:containerservice:ManagedCluster",
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
    // [AKS use-oidc-issuer.md] with its final slash
    const issuerURL = `https://${location}.oic.prod-aks.azure.com/${azure.world().tenantId}/${guid(id)}/`;
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

/** A declared cluster as AKS answers it. [AN types/output.d.ts ManagedCluster*Response] */
export function declaredCluster(declared: ClusterDeclaration, world: World): Answer {
  const { name, resourceGroupName, location, oidcIssuer } = declared;
  const { workloadIdentity = true, addonProfiles = withDriver } = declared;
  const subscriptionId = declared.subscriptionId ?? world.subscriptionId;
  const id = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  return clusterAnswer(id, {
    name,
    location,
    powerState: { code: "Running" },
    kubernetesVersion: "1.34",
    oidcIssuerProfile: oidcIssuer && { enabled: oidcIssuer.enabled, issuerURL: oidcIssuer.issuerURL },
    // [AKS use-azure-ad-workload-identity] absent where it was never turned on
    securityProfile: workloadIdentity ? { workloadIdentity: { enabled: true } } : undefined,
    addonProfiles: addons(id, addonProfiles),
  });
}

// [AKS csi-secrets-store-configuration-options.md] the config is of texts
const withDriver: NonNullable<ClusterDeclaration["addonProfiles"]> = {
  azureKeyvaultSecretsProvider: {
    enabled: true,
    config: { enableSecretRotation: "true", rotationPollInterval: "2m" },
  },
};

function clusterAnswer(id: string, properties: Properties): Answer {
  const type = "Microsoft.ContainerService/ManagedClusters";
  return { id, properties: { ...properties, type, provisioningState: "Succeeded" } };
}

function addons(clusterId: string, profiles: NonNullable<ClusterDeclaration["addonProfiles"]>): object {
  // The add-on's identity belongs to the nodes; it is answered so that taking it by mistake shows.
  const identity = (name: string) => ({
    clientId: guid(clusterId, name, "client"),
    objectId: guid(clusterId, name, "object"),
  });
  return Object.fromEntries(
    Object.entries(profiles).map(([name, profile]) => [
      name,
      profile.enabled ? { ...profile, identity: identity(name) } : profile,
    ]),
  );
}

/** A kubeconfig that tells this cluster from others. [AN listManagedClusterUserCredentials.d.ts CredentialResultResponse] */
export function userCredentials(azure: Azure, id: string): Answer | undefined {
  const cluster = azure.get(id);
  if (!cluster) return undefined;
  const kubeconfig = JSON.stringify({ kind: "Config", clusters: [{ name: cluster.id }] });
  const value = Buffer.from(kubeconfig).toString("base64");
  return { id, properties: { kubeconfigs: [{ name: "clusterUser", value }] } };
}
