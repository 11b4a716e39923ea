const subscription = "/subscriptions/8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10";
const tenantId = "3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21";
const vault = `${subscription}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
const roles = `${subscription}/providers/Microsoft.Authorization/roleDefinitions`;

/** Their inputs, without what another of them outputs. `emulator/world.yaml` declares what they refer to. */
exports.fiveResources = (name) => ({
  identity: { resourceGroupName: "shop" },
  credential: {
    resourceGroupName: "shop",
    federatedIdentityCredentialResourceName: name,
    issuer: `https://westeurope.oic.prod-aks.azure.com/${tenantId}/5d2b7a64-0e0f-4f57-8f0b-61c4d6b0a9c3/`,
    subject: `system:serviceaccount:shop:${name}`,
    audiences: ["api://AzureADTokenExchange"],
  },
  grant: {
    scope: vault,
    // Key Vault Secrets User.
    roleDefinitionId: `${roles}/4633458b-17de-408a-b874-0445c86b69e6`,
    principalType: "ServicePrincipal",
  },
  serviceAccount: { metadata: { name, namespace: "shop" } },
  secretProviderClass: {
    apiVersion: "secrets-store.csi.x-k8s.io/v1",
    kind: "SecretProviderClass",
    metadata: { name: `${name}-kv-shop`, namespace: "shop" },
    spec: {
      provider: "azure",
      parameters: {
        keyvaultName: "kv-shop",
        tenantID: tenantId,
        objects: 'array:\n  - |\n    objectName: "db-password"\n    objectType: "secret"\n',
      },
    },
  },
});
