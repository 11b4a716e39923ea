import type { ClusterDeclaration, World } from "../../../emulator";

export const subscriptionId = "8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10";
export const tenantId = "3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21";

/** What an example finds: nothing but what it names. */
export function surroundings(world: Partial<World>): World {
  return { subscriptionId, tenantId, clusters: [], vaults: [], resourceGroups: [], namespaces: [], ...world };
}

export function aksCluster(name: string): ClusterDeclaration {
  const issuerURL = `https://westeurope.oic.prod-aks.azure.com/${tenantId}/${name}/`;
  return {
    name,
    resourceGroupName: "platform",
    location: "westeurope",
    oidcIssuer: { enabled: true, issuerURL },
    workloadIdentity: true,
  };
}
