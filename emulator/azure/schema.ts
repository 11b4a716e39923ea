import { packageSchema } from "../provider/schema";
import { sdkVersion } from "../provider/sdk-version";

/** What a YAML program needs to bind against; the real schema has 100 MB. */
export const schema = packageSchema("azure-native", sdkVersion("@pulumi/azure-native"), {
  config: ["subscriptionId", "location", "tenantId", "environment"],
  resources: {
    "azure-native:managedidentity:UserAssignedIdentity": {
      required: ["resourceGroupName"],
      inputs: ["location", "resourceName", "tags"],
      outputs: ["azureApiVersion", "clientId", "name", "principalId", "systemData", "tenantId", "type"],
    },
    "azure-native:managedidentity:FederatedIdentityCredential": {
      required: ["resourceGroupName", "resourceName", "issuer", "subject", "audiences"],
      inputs: ["federatedIdentityCredentialResourceName"],
      outputs: ["azureApiVersion", "name", "systemData", "type"],
    },
    "azure-native:authorization:RoleAssignment": {
      required: ["principalId", "roleDefinitionId", "scope"],
      inputs: [
        "condition",
        "conditionVersion",
        "delegatedManagedIdentityResourceId",
        "description",
        "principalType",
        "roleAssignmentName",
      ],
      // [AN authorization/roleAssignment.js] filled in when omitted
      defaults: { principalType: "User" },
      outputs: [
        "azureApiVersion",
        "createdBy",
        "createdOn",
        "name",
        "systemData",
        "type",
        "updatedBy",
        "updatedOn",
      ],
    },
    "azure-native:keyvault:Vault": {
      required: ["properties", "resourceGroupName"],
      inputs: ["location", "tags", "vaultName"],
      outputs: ["azureApiVersion", "name", "systemData", "type"],
    },
    "azure-native:keyvault:Secret": {
      required: ["properties", "resourceGroupName", "vaultName"],
      inputs: ["secretName", "tags"],
      outputs: ["azureApiVersion", "location", "name", "type"],
    },
    "azure-native:containerservice:ManagedCluster": {
      required: ["resourceGroupName"],
      inputs: [
        "addonProfiles",
        "agentPoolProfiles",
        "dnsPrefix",
        "identity",
        "location",
        "oidcIssuerProfile",
        "resourceName",
        "securityProfile",
        "tags",
      ],
      outputs: ["azureApiVersion", "name", "provisioningState", "type"],
    },
    "azure-native:keyvault:AccessPolicy": {
      required: ["policy", "resourceGroupName", "vaultName"],
      inputs: [],
      outputs: [],
    },
    "azure-native:storage:StorageAccount": {
      required: ["kind", "resourceGroupName", "sku"],
      inputs: ["accountName", "allowSharedKeyAccess", "location", "minimumTlsVersion", "tags"],
      outputs: ["azureApiVersion", "name", "primaryEndpoints", "type"],
    },
    "azure-native:storage:BlobContainer": {
      required: ["accountName", "resourceGroupName"],
      inputs: ["containerName", "metadata", "publicAccess"],
      outputs: ["azureApiVersion", "name", "type"],
    },
    "azure-native:dbforpostgresql:Administrator": {
      required: ["resourceGroupName", "serverName"],
      inputs: ["objectId", "principalName", "principalType", "tenantId"],
      outputs: ["azureApiVersion", "name", "systemData", "type"],
    },
    "azure-native:resources:ResourceGroup": {
      required: [],
      inputs: ["location", "managedBy", "resourceGroupName", "tags"],
      outputs: ["azureApiVersion", "name", "properties", "type"],
    },
  },
  functions: {
    "azure-native:authorization:getClientConfig": {
      inputs: [],
      outputs: ["clientId", "objectId", "subscriptionId", "tenantId"],
    },
    "azure-native:containerservice:getManagedCluster": {
      inputs: ["resourceGroupName", "resourceName"],
      outputs: ["addonProfiles", "id", "location", "name", "oidcIssuerProfile", "securityProfile"],
    },
    "azure-native:containerservice:listManagedClusterUserCredentials": {
      inputs: ["resourceGroupName", "resourceName"],
      outputs: ["kubeconfigs"],
    },
    "azure-native:keyvault:getVault": {
      inputs: ["resourceGroupName", "vaultName"],
      outputs: ["id", "location", "name", "properties", "tags"],
    },
    "azure-native:managedidentity:getUserAssignedIdentity": {
      inputs: ["resourceGroupName", "resourceName"],
      outputs: ["clientId", "id", "location", "name", "principalId", "tags", "tenantId"],
    },
  },
});
