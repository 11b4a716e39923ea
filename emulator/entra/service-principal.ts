import { v4 as uuidv4 } from "uuid";
import { EntraError, graphAnswer, servicePrincipalNamed } from "./entra-error";
import { type EntraKind, length, uuid } from "./entra-kind";
import { servicePrincipalOutputs } from "./service-principal-outputs";
import { servicePrincipalToken } from "./tokens";

/** An application's identity in this tenant, to which rights are given. [TA serviceprincipals/service_principal_resource.go] */
export const servicePrincipal: EntraKind = {
  token: servicePrincipalToken,
  inputs: {
    clientId: { required: true, forceNew: true, validate: uuid },
    accountEnabled: { default: true },
    alternativeNames: {},
    appRoleAssignmentRequired: {},
    description: { validate: length(0, 1024) },
    featureTags: {},
    features: {},
    loginUrl: {},
    notes: { validate: length(0, 1024) },
    notificationEmailAddresses: {},
    owners: { validate: uuid },
    preferredSingleSignOnMode: {},
    samlSingleSignOn: {},
    tags: {},
    useExisting: {},
  },
  computed: [
    "appRoleIds",
    "appRoles",
    "applicationTenantId",
    "displayName",
    "homepageUrl",
    "logoutUrl",
    "oauth2PermissionScopeIds",
    "oauth2PermissionScopes",
    "objectId",
    "redirectUris",
    "samlMetadataUrl",
    "servicePrincipalNames",
    "signInAudience",
    "type",
  ],

  create(directory, { clientId, useExisting }) {
    const existing = directory.servicePrincipal("clientId", clientId);
    const application = directory.application("clientId", clientId);
    if (existing && !useExisting) {
      throw new EntraError(
        `A resource with the ID "${existing.properties.objectId}" already exists`,
        "To be managed via Terraform, this resource needs to be imported into the State. Please see the resource " +
          'documentation for "azuread_service_principal" for more information.',
        "id",
      );
    }
    if (!application) {
      // The provider tries again for ten minutes, since a new application takes its time.
      throw new EntraError(
        "Could not create service principal",
        graphAnswer(
          400,
          "Request_BadRequest",
          `The appId '${clientId}' of the service principal does not reference a valid application object.`,
        ),
      );
    }
    const objectId = String(existing?.properties.objectId ?? uuidv4());
    const displayName = String(application.properties.displayName);
    return {
      id: `/servicePrincipals/${objectId}`,
      outputs: servicePrincipalOutputs(directory.world().tenantId, displayName, objectId),
    };
  },

  // One that was there before is deleted too, also with `useExisting`. [TA servicePrincipalResourceDelete]
  remove() {},

  removal(id) {
    return `Deleting ${servicePrincipalNamed(String(id.split("/").pop()))}`;
  },
};
