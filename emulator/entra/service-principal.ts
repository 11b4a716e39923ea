import { v4 as uuidv4 } from "uuid";
import type { Properties } from "../provider/values";
import type { Directory } from "./directory";
import { EntraError, graphAnswer, notOwnerOfApplication, servicePrincipalNamed } from "./entra-error";
import { type Created, type EntraKind, length, uuid } from "./entra-kind";
import { changeOwners, readWithOwners, removeCreator } from "./owners";
import { servicePrincipalOutputs } from "./service-principal-outputs";
import { servicePrincipalToken } from "./tokens";

/** An application's identity in this tenant, to which permissions are granted. [TA serviceprincipals/service_principal_resource.go] */
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

  create(directory, inputs) {
    const { graph } = directory;
    const { clientId, useExisting } = inputs;
    const existing = directory.servicePrincipal("clientId", clientId);
    const application = directory.application("clientId", clientId);
    const listed = (answer: string) => new EntraError("Could not list existing service principals", answer);
    graph.send("GET", `/servicePrincipals?$filter=appId eq '${clientId}'`, listed);
    if (existing && useExisting) {
      const owners = this.update(directory, existing, inputs);
      return created(directory, existing.properties, String(existing.properties.objectId), owners);
    }
    if (existing) {
      throw new EntraError(
        `A resource with the ID "${existing.properties.objectId}" already exists`,
        "To be managed via Terraform, this resource needs to be imported into the State. Please see the resource " +
          'documentation for "azuread_service_principal" for more information.',
        "id",
      );
    }
    const toError = (answer: string) => new EntraError("Could not create service principal", answer);
    if (!application) {
      // The provider tries again for ten minutes, since a new application takes its time.
      throw toError(
        graphAnswer(
          400,
          "Request_BadRequest",
          `The appId '${clientId}' of the service principal does not reference a valid application object.`,
        ),
      );
    }
    // Here too the provider tries again until its time is over, taking the answer for a delay.
    const notOwner = graph.permission === "Application.ReadWrite.OwnedBy";
    const denied = (answer: string) => toError(notOwner ? notOwnerOfApplication() : answer);
    graph.send("POST", "/servicePrincipals", denied, application.properties.owners);
    const objectId = uuidv4();
    const path = `/servicePrincipals/${objectId}`;
    const patched = (answer: string) =>
      new EntraError("Failed to patch service principal after creating", answer);
    graph.send("PATCH", path, patched, [graph.callerId]);
    const removed = `Could not remove initial owner from ${servicePrincipalNamed(objectId)}`;
    removeCreator(graph, path, inputs, (answer) => new EntraError(removed, answer));
    this.read(directory, path);
    return created(directory, application.properties, objectId, { owners: inputs.owners ?? [] });
  },

  update(directory, { id, properties }, inputs) {
    const { graph } = directory;
    const named = servicePrincipalNamed(objectIdIn(id));
    graph.send("PATCH", id, (answer) => new EntraError(`Updating ${named}`, answer), properties.owners);
    const toError = (answer: string) => new EntraError(`Could not add owners to ${named}`, answer);
    changeOwners(graph, id, properties.owners, inputs, toError);
    this.read(directory, id);
    return { owners: inputs.owners ?? [] };
  },

  read({ graph }, id) {
    const named = servicePrincipalNamed(objectIdIn(id));
    readWithOwners(graph, id, (answer) => new EntraError(`Retrieving ${named}`, answer));
  },

  // One that was there before is deleted too, also with `useExisting`. [TA servicePrincipalResourceDelete]
  remove({ graph }, { id, properties }) {
    graph.send("DELETE", id, (answer) => this.removalError(id, answer), properties.owners);
  },

  removalError(id, answer) {
    return new EntraError(`Deleting ${servicePrincipalNamed(objectIdIn(id))}`, answer, "id");
  },
};

function created(
  directory: Directory,
  { displayName, signInAudience }: Properties,
  objectId: string,
  owners: Properties,
): Created {
  const { tenantId } = directory.world();
  const outputs = servicePrincipalOutputs(tenantId, String(displayName), objectId, signInAudience);
  return { id: `/servicePrincipals/${objectId}`, outputs: { ...outputs, ...owners } };
}

function objectIdIn(id: string): string {
  return String(id.split("/").pop());
}
