/** Types of azure-native that more than one part of Azure asks for. */
export const identityToken = "azure-native:managedidentity:UserAssignedIdentity";
export const credentialToken = "azure-native:managedidentity:FederatedIdentityCredential";
export const roleAssignmentToken = "azure-native:authorization:RoleAssignment";
export const vaultToken = "azure-native:keyvault:Vault";
export const clusterToken = "azure-native:containerservice:ManagedCluster";
