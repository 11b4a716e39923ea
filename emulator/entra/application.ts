import { v4 as uuidv4 } from "uuid";
import { applicationNamed, EntraError } from "./entra-error";
import { type EntraKind, type InputRule, length, notEmpty, uuid } from "./entra-kind";
import { changeOwners, readWithOwners, removeCreator } from "./owners";
import { applicationToken } from "./tokens";

const unchecked: Record<string, InputRule> = Object.fromEntries(
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
    ...unchecked,
    // Entra allows any number of one name, so the bridge generates none. [pulumi-azuread provider/resources.go]
    displayName: { required: true, validate: notEmpty },
    description: { validate: length(0, 1024) },
    notes: { validate: notEmpty },
    owners: { validate: uuid },
    preventDuplicateNames: { default: false },
    signInAudience: { default: "AzureADMyOrg" },
    templateId: { forceNew: true, validate: uuid },
    // The emulator creates no secrets, which would end in a state file.
    password: { validate: () => "the emulator has no passwords" },
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

  create(directory, inputs) {
    const { graph } = directory;
    const objectId = uuidv4();
    const path = `/applications/${objectId}`;
    const creator = [graph.callerId];
    graph.send(
      "POST",
      "/applications",
      (answer) => new EntraError("Could not create application", answer),
      creator,
    );
    const patched = `Failed to patch application with object ID "${objectId}" after creating`;
    // A temporary name, and then the real one, show that the application is known everywhere.
    for (const _ of [1, 2]) graph.send("PATCH", path, (answer) => new EntraError(patched, answer), creator);
    const removed = `Could not remove initial owner from application with object ID: "${objectId}"`;
    removeCreator(graph, path, inputs, (answer) => new EntraError(removed, answer));
    this.read(directory, path);
    const outputs = {
      objectId,
      clientId: uuidv4(),
      owners: inputs.owners ?? [],
      appRoleIds: {},
      disabledByMicrosoft: "",
      logoUrl: "",
      oauth2PermissionScopeIds: {},
      publisherDomain: "",
    };
    return { id: path, outputs };
  },

  update(directory, { id, properties }, inputs) {
    const { graph } = directory;
    const { objectId } = properties;
    const toError = (text: string) => (answer: string) =>
      new EntraError(`${text} application with object ID: "${objectId}"`, answer);
    graph.send("PATCH", id, toError("Could not update"), properties.owners);
    changeOwners(graph, id, properties.owners, inputs, toError("Could not add owners to"));
    this.read(directory, id);
    return { owners: inputs.owners ?? [] };
  },

  read({ graph }, id) {
    const named = applicationNamed(objectIdIn(id));
    readWithOwners(graph, id, (answer) => new EntraError(`Retrieving ${named}`, answer, "id"));
  },

  remove(directory, { id, properties }) {
    directory.graph.send("DELETE", id, (answer) => this.removalError(id, answer), properties.owners);
    // Both go with the application. [MG application-delete; EN how-to delete an application registration]
    for (const credential of directory.credentials(id)) directory.delete(credential.id);
    const principal = directory.servicePrincipal("clientId", properties.clientId);
    if (principal) directory.delete(principal.id);
  },

  removalError(id, answer) {
    return new EntraError(`deleting ${applicationNamed(objectIdIn(id))}: ${answer}`, answer, "id");
  },
};

function objectIdIn(id: string): string {
  return String(id.split("/").pop());
}
