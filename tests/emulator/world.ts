import type { World } from "../../emulator";

export const tenantId = "11111111-1111-4111-8111-111111111111";
export const subscriptionId = "22222222-2222-4222-8222-222222222222";
export const otherSubscriptionId = "33333333-3333-4333-8333-333333333333";
export const issuer = "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/";
export const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

export const customRole = "55555555-5555-4555-8555-555555555555";
const readSecret = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
export const postgresqlServer = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-shop`;

export function world(): World {
  return {
    subscriptionId,
    tenantId,
    resourceGroups: ["shop"],
    namespaces: ["shop"],
    clusters: [
      {
        resourceGroupName: "Platform",
        name: "aks-prod",
        location: "westeurope",
        oidcIssuer: { enabled: true, issuerURL: issuer },
        workloadIdentity: true,
        addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } },
      },
      {
        resourceGroupName: "Platform",
        name: "aks-old",
        location: "westeurope",
        oidcIssuer: { enabled: false },
      },
    ],
    roleDefinitions: [{ guid: customRole, name: "Reads secrets", dataActions: [readSecret] }],
    resources: [postgresqlServer],
    vaults: [
      { resourceGroupName: "shop", name: "kv-shop", enableRbacAuthorization: true },
      { resourceGroupName: "shop", name: "kv-listed", objects: { secrets: ["db"], certificates: ["web"] } },
    ],
  };
}

export const otherTenantId = "44444444-4444-4444-8444-444444444444";

/** An object id or client id that is nobody else's. */
export function principal(number: number): string {
  return `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
