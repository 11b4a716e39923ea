import * as authorization from "@pulumi/azure-native/authorization";
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as resources from "@pulumi/azure-native/resources";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const config = new pulumi.Config();
const group = new resources.ResourceGroup("wikvcsi", { location: "eastus" });

const cluster = new containerservice.ManagedCluster("wikvcsi", {
  resourceGroupName: group.name,
  dnsPrefix: "wikvcsi",
  identity: { type: "SystemAssigned" },
  agentPoolProfiles: [{ name: "system", mode: "System", count: 1, vmSize: "Standard_D2s_v5" }],
  oidcIssuerProfile: { enabled: true },
  // For pods that use an Azure SDK; the mount does without it.
  securityProfile: { workloadIdentity: { enabled: true } },
  addonProfiles: {
    azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "true" } },
  },
});
const credentials = containerservice.listManagedClusterUserCredentialsOutput({
  resourceGroupName: group.name,
  resourceName: cluster.name,
});
const kubernetes = new k8s.Provider("wikvcsi", {
  kubeconfig: credentials.apply(({ kubeconfigs }) =>
    pulumi.secret(Buffer.from(kubeconfigs[0]?.value ?? "", "base64").toString()),
  ),
});
const demo = new k8s.core.v1.Namespace("demo", { metadata: { name: "demo" } }, { provider: kubernetes });

const vault = new keyvault.Vault("wikvcsi", {
  resourceGroupName: group.name,
  properties: {
    tenantId: authorization.getClientConfigOutput().tenantId,
    sku: { family: "A", name: "standard" },
    enableRbacAuthorization: true,
  },
});
const secret = new keyvault.Secret("test-secret", {
  resourceGroupName: group.name,
  vaultName: vault.name,
  secretName: "TestSecret",
  properties: { value: config.requireSecret("testSecret") },
});

const kvcsi = new KeyVaultWorkloadIdentity(
  "kvcsi",
  {
    // Not an output of the namespace: its name is to be read in the first preview.
    namespace: "demo",
    clusters: { wikvcsi: { id: cluster.id } },
    userAssignedIdentity: { resourceGroupName: group.name },
    keyVaults: {
      wikvcsi: {
        id: vault.id,
        objects: { TestSecret: {} },
        syncedSecrets: { foosecret: { data: { secretvalue: "TestSecret" } } },
        env: { SECRET_DATA: "TestSecret" },
      },
    },
    // Pulumi waits until this pod has mounted the volume and got its variable.
    pod: { image: "ubuntu:24.04" },
  },
  { providers: [kubernetes], dependsOn: [demo, secret] },
);

export const trust = kvcsi.trust;
