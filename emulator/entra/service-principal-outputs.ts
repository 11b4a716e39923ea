import type { Properties } from "../provider/values";

/** What Entra decides of a service principal. */
export function servicePrincipalOutputs(
  tenantId: string,
  displayName: string,
  objectId: string,
  signInAudience: unknown = "AzureADMyOrg",
): Properties {
  return {
    objectId,
    displayName,
    applicationTenantId: tenantId,
    type: "Application",
    signInAudience,
    appRoleIds: {},
    appRoles: [],
    homepageUrl: "",
    logoutUrl: "",
    oauth2PermissionScopeIds: {},
    oauth2PermissionScopes: [],
    redirectUris: [],
    samlMetadataUrl: "",
    servicePrincipalNames: [],
  };
}
