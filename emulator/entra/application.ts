import { v4 as uuidv4 } from "uuid";
import { applicationNamed } from "./entra-error";
import { type EntraKind, type InputRule, length, notEmpty, uuid } from "./entra-kind";
import { applicationToken } from "./tokens";

const plain: Record<string, InputRule> = Object.fromEntries(
  [
    "api appRoles deviceOnlyAuthEnabled fallbackPublicClientEnabled featureTags groupMembershipClaims",
    "identifierUris logoImage marketingUrl oauth2PostResponseRequired optionalClaims privacyStatementUrl",
    "publicClient requiredResourceAccesses serviceManagementReference singlePageApplication supportUrl tags",
    "termsOfServiceUrl web",
  ]
    .flatMap((line) => line.split(" "))
    .map((name) => [name, {}]),
);

/** [TA applications/application_resource.go] */
export const application: EntraKind = {
  token: applicationToken,
  inputs: {
    ...plain,
    // Entra allows any number of one name, so the bridge makes none up. [pulumi-azuread provider/resources.go]
    displayName: { required: true, validate: notEmpty },
    description: { validate: length(0, 1024) },
    notes: { validate: notEmpty },
    owners: { validate: uuid },
    preventDuplicateNames: { default: false },
    signInAudience: { default: "AzureADMyOrg" },
    templateId: { forceNew: true, validate: uuid },
    // Here no secret can be made: it would be one that nobody meant to store.
    password: { validate: () => "the local cloud has no passwords" },
  },
  computed: [
    "appRoleIds",
    "clientId",
    "disabledByMicrosoft",
    "logoUrl",
    "oauth2PermissionScopeIds",
    "objectId",
    "publisherDomain",
  ],

  create() {
    const objectId = uuidv4();
    const outputs = {
      objectId,
      clientId: uuidv4(),
      appRoleIds: {},
      disabledByMicrosoft: "",
      logoUrl: "",
      oauth2PermissionScopeIds: {},
      publisherDomain: "",
    };
    return { id: `/applications/${objectId}`, outputs };
  },

  remove(directory, { id, properties }) {
    // Both go with the application. [MG application-delete; EN how-to delete an application registration]
    for (const credential of directory.credentials(id)) directory.delete(credential.id);
    const principal = directory.servicePrincipal("clientId", properties.clientId);
    if (principal) directory.delete(principal.id);
  },

  removal(id) {
    return `deleting ${applicationNamed(String(id.split("/").pop()))}`;
  },
};
