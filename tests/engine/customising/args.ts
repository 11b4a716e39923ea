import type { KeyVault, KeyVaultWorkloadIdentityArgs } from "pulumi-azure-workload-identity";

export const shop: KeyVault = {
  resourceGroupName: "shop",
  objects: { "db-password": {}, "tls.pem": { objectName: "web-tls" } },
  env: { DB_PASSWORD: "db-password" },
};

/** The input of the README's program. */
export const args: KeyVaultWorkloadIdentityArgs = {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: { "kv-shop": shop },
  podLabels: { app: "orders" },
};
