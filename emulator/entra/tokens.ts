/** The types of azuread that exist here. */
export const applicationToken = "azuread:index/application:Application";
export const servicePrincipalToken = "azuread:index/servicePrincipal:ServicePrincipal";
export const credentialToken =
  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
