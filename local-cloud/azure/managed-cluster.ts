import { guid } from "../deployer";
import { sameId } from "../records";
import type { Azure } from "./azure";
import type { Answer } from "./resource-kind";

/** A declared cluster as AKS answers it. [AN types/output.d.ts ManagedCluster*Response] */
export function managedCluster(azure: Azure, id: string): Answer | undefined {
  const world = azure.world();
  for (const cluster of world.clusters) {
    const { name, resourceGroupName, location, oidcIssuer } = cluster;
    const subscriptionId = cluster.subscriptionId ?? world.subscriptionId;
    // [RS containerservice/…/examples/ManagedClustersGet.json] the answered id spells `resourcegroups`
    const answered = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/${name}`;
    if (!sameId(answered, id)) continue;
    return {
      id: answered,
      properties: {
        name,
        type: "Microsoft.ContainerService/ManagedClusters",
        location,
        provisioningState: "Succeeded",
        powerState: { code: "Running" },
        kubernetesVersion: "1.34",
        oidcIssuerProfile: oidcIssuer && { enabled: oidcIssuer.enabled, issuerURL: oidcIssuer.issuerURL },
        securityProfile:
          cluster.workloadIdentity === undefined
            ? undefined
            : { workloadIdentity: { enabled: cluster.workloadIdentity } },
        addonProfiles: addons(answered, cluster.addonProfiles),
      },
    };
  }
}

function addons(clusterId: string, profiles: object | undefined): object | undefined {
  // The add-on's identity belongs to the nodes; it is answered so that taking it by mistake shows.
  const identity = (name: string) => ({
    clientId: guid(clusterId, name, "client"),
    objectId: guid(clusterId, name, "object"),
  });
  return (
    profiles &&
    Object.fromEntries(
      Object.entries(profiles).map(([name, profile]) => [
        name,
        profile.enabled ? { ...profile, identity: identity(name) } : profile,
      ]),
    )
  );
}
