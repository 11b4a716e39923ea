import { v4 as uuidv4 } from "uuid";
import type { Properties } from "../provider/values";
import { sameId } from "../records";
import type { Recorded } from "../store";
import { applicationIdFault } from "./application-id";
import { applicationNamed, EntraError, graphAnswer, notFound } from "./entra-error";
import { type EntraKind, length, notEmpty } from "./entra-kind";
import { credentialToken } from "./tokens";

/**
 * [TA applications/application_federated_identity_credential_resource.go] The provider locks the application while
 * it writes, so credentials of one application may be written at the same time.
 */
export const federatedIdentityCredential: EntraKind = {
  token: credentialToken,
  inputs: {
    applicationId: { required: true, forceNew: true, validate: applicationIdFault },
    displayName: { required: true, forceNew: true, validate: length(1, 120) },
    audiences: { required: true, maxItems: 1, validate: notEmpty },
    issuer: { required: true },
    subject: { required: true },
    description: {},
  },
  computed: ["credentialId"],

  create(directory, inputs) {
    const objectId = objectIdIn(inputs.applicationId);
    const doing = `Adding federated identity credential for ${applicationNamed(objectId)}`;
    const { graph } = directory;
    const path = `/applications/${objectId}`;
    const retrieving = (answer: string) =>
      new EntraError(`retrieving ${applicationNamed(objectId)}: ${answer}`, answer);
    graph.send("GET", path, retrieving);
    const application = directory.application("objectId", objectId);
    if (!application) throw retrieving(notFound(objectId));
    const toError = (answer: string) => new EntraError(doing, answer);
    graph.send("POST", `${path}/federatedIdentityCredentials`, toError, application.properties.owners);
    const others = directory.credentials(inputs.applicationId);
    checkName(doing, others, String(inputs.displayName));
    checkProperties(doing, others, inputs);
    // [MG federatedidentitycredentials-overview "Design considerations"] at most 20; the sentence is not documented
    if (others.length >= 20) {
      throw invalid(doing, "At most 20 federated identity credentials are allowed per application.");
    }
    const credentialId = uuidv4();
    const id = `${objectId}/federatedIdentityCredential/${credentialId}`;
    this.read(directory, id);
    return { id, outputs: { credentialId } };
  },

  update(directory, { id, properties }, inputs) {
    const objectId = objectIdIn(inputs.applicationId);
    const doing = `Updating federated identity credential with ID "${properties.credentialId}" for application with object ID "${objectId}"`;
    const owners = directory.application("objectId", objectId)?.properties.owners;
    directory.graph.send("PATCH", pathOf(id), (answer) => new EntraError(doing, answer), owners);
    const others = directory.credentials(inputs.applicationId).filter((other) => !sameId(other.id, id));
    checkProperties(doing, others, inputs);
    this.read(directory, id);
    return {};
  },

  read({ graph }, id) {
    const [objectId, , credentialId] = id.split("/");
    const retrieving = `Retrieving federated identity credential with ID "${credentialId}" for application with object ID "${objectId}"`;
    graph.send("GET", pathOf(id), (answer) => new EntraError(retrieving, answer, "id"));
  },

  remove(directory, { id, properties }) {
    const objectId = objectIdIn(properties.applicationId);
    const owners = directory.application("objectId", objectId)?.properties.owners;
    directory.graph.send("DELETE", pathOf(id), (answer) => this.removalError(id, answer), owners);
  },

  removalError(id, answer) {
    const [objectId, , credentialId] = id.split("/");
    return new EntraError(
      `Removing Application Id Federated Identity Credential (Application: "${objectId}"\nFederated Identity Credential: "${credentialId}")`,
      answer,
    );
  },
};

/** Graph's path of a credential, whose Pulumi id is `<object id>/federatedIdentityCredential/<its own>`. */
function pathOf(id: string): string {
  const [objectId, , credentialId] = id.split("/");
  return `/applications/${objectId}/federatedIdentityCredentials/${credentialId}`;
}

function objectIdIn(applicationId: unknown): string {
  return String(String(applicationId).split("/").pop());
}

function checkName(doing: string, others: Recorded[], name: string): void {
  if (others.some(({ properties }) => properties.displayName === name)) {
    // The answer as reported: Azure/azure-dev #1482
    const message = `FederatedIdentityCredential with name ${name} already exists.`;
    throw new EntraError(doing, graphAnswer(409, "Request_MultipleObjectsWithSameKeyValue", message));
  }
  // [MG resources/federatedidentitycredential "name"] URL friendly, 3 to 120 characters; the sentence is not documented
  if (!/^[a-zA-Z0-9][a-zA-Z0-9-_]{2,119}$/.test(name)) {
    throw invalid(doing, `The name '${name}' is not of 3 to 120 letters, digits, hyphens and underscores.`);
  }
}

function checkProperties(
  doing: string,
  others: Recorded[],
  { issuer, subject, audiences, description = "" }: Properties,
): void {
  const list = audiences as string[];
  // [MG resources/federatedidentitycredential] one audience, 600 characters; the two sentences are not documented
  if (list.length !== 1) throw invalid(doing, "A federated identity credential has exactly one audience.");
  for (const [name, value] of Object.entries({ issuer, subject, audience: list[0], description })) {
    if (String(value).length > 600) throw invalid(doing, `The ${name} is longer than 600 characters.`);
  }
  if (others.some(({ properties }) => properties.issuer === issuer && properties.subject === subject)) {
    // The answer as reported: Azure/azure-workload-identity #434
    throw invalid(
      doing,
      `The combination of issuer and subject must be unique for the application. Issuer ${issuer} and Subject: ${subject} ` +
        `already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${subject}, ` +
        "objectType: Microsoft.Online.DirectoryServices.Application",
    );
  }
}

function invalid(doing: string, message: string): EntraError {
  return new EntraError(doing, graphAnswer(400, "InvalidFederatedIdentityCredentialValue", message));
}
