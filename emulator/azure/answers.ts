import { hostsOf } from "../clouds";
import { guid } from "../deployer";
import type { Properties } from "../provider/values";
import type { ClusterDeclaration, World } from "../world";

/** Azure's answer to GET and PUT. */
export interface Answer {
  id: string;
  properties: Properties;
}

export function identityAnswer(
  id: string,
  name: string,
  location: unknown,
  ids: Properties,
  tags: unknown = {},
): Answer {
  const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
  return { id, properties: { name, type, location, tags, ...ids } };
}

export function credentialAnswer(
  identityId: string,
  name: string,
  { issuer, subject, audiences }: Properties,
): Answer {
  return {
    id: `${identityId}/federatedIdentityCredentials/${name}`,
    properties: {
      name,
      type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      issuer,
      subject,
      audiences,
    },
  };
}

export function vaultAnswer(
  world: World,
  id: string,
  name: string,
  location: unknown,
  given: Properties,
  tags: unknown = {},
): Answer {
  return {
    id,
    properties: {
      name,
      type: "Microsoft.KeyVault/vaults",
      location,
      tags,
      properties: {
        ...given,
        provisioningState: "Succeeded",
        vaultUri: `https://${name.toLowerCase()}.${hostsOf(world).vaultSuffix}/`,
      },
    },
  };
}

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
    oidcIssuerProfile: oidcIssuer && {
      enabled: oidcIssuer.enabled,
      issuerURL:
        oidcIssuer.issuerURL ?? (oidcIssuer.enabled ? clusterIssuer(world, id, location) : undefined),
    },
    // [AKS use-azure-ad-workload-identity] absent where it was never turned on
    securityProfile: workloadIdentity ? { workloadIdentity: { enabled: true } } : undefined,
    addonProfiles: addons(id, addonProfiles),
  });
}

/** [AKS use-oidc-issuer.md] with its final slash */
export function clusterIssuer({ tenantId }: World, clusterId: string, location: unknown): string {
  return `https://${location}.oic.prod-aks.azure.com/${tenantId}/${guid(clusterId)}/`;
}

// [AKS csi-secrets-store-configuration-options.md] the config is of texts
const withDriver: NonNullable<ClusterDeclaration["addonProfiles"]> = {
  azureKeyvaultSecretsProvider: {
    enabled: true,
    config: { enableSecretRotation: "true", rotationPollInterval: "2m" },
  },
};

export function clusterAnswer(id: string, properties: Properties): Answer {
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
