import * as authorization from "@pulumi/azure-native/authorization";
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const { subscriptionId, tenantId } = pulumi.output(authorization.getClientConfig());
const cluster = containerservice.getManagedClusterOutput({
  resourceGroupName: "platform",
  resourceName: "aks-prod",
});
const vault = keyvault.getVaultOutput({ resourceGroupName: "shop", vaultName: "kv-shop" });

const identity = new managedidentity.UserAssignedIdentity("identity", {
  resourceGroupName: "shop",
  resourceName: "orders",
});

const credential = new managedidentity.FederatedIdentityCredential("credential", {
  resourceGroupName: "shop",
  resourceName: identity.name,
  federatedIdentityCredentialResourceName: "aks-prod",
  issuer: cluster.apply(({ oidcIssuerProfile }) => oidcIssuerProfile?.issuerURL ?? ""),
  subject: "system:serviceaccount:shop:orders",
  audiences: ["api://AzureADTokenExchange"],
});

const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
const grant = new authorization.RoleAssignment("grant", {
  scope: vault.id,
  principalId: identity.principalId,
  principalType: "ServicePrincipal",
  roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
});

const account = new kubernetes.core.v1.ServiceAccount("account", {
  metadata: {
    name: "orders",
    namespace: "shop",
    annotations: {
      "azure.workload.identity/client-id": identity.clientId,
      "azure.workload.identity/tenant-id": identity.tenantId,
    },
  },
});

new kubernetes.apiextensions.CustomResource(
  "class",
  {
    apiVersion: "secrets-store.csi.x-k8s.io/v1",
    kind: "SecretProviderClass",
    metadata: { name: "orders-kv-shop", namespace: "shop" },
    spec: {
      provider: "azure",
      parameters: {
        clientID: identity.clientId,
        tenantID: tenantId,
        keyvaultName: "kv-shop",
        objects: [
          "array:",
          '  - |\n    objectName: "db-password"\n    objectType: secret',
          '  - |\n    objectName: "web-tls"\n    objectType: secret\n    objectAlias: "tls.pem"',
        ].join("\n"),
      },
      secretObjects: [
        {
          secretName: "orders-kv-shop-env",
          type: "Opaque",
          data: [{ objectName: "db-password", key: "DB_PASSWORD" }],
        },
      ],
    },
  },
  { dependsOn: [credential, grant, account] },
);
