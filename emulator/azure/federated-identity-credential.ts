import { sameId } from "../records";
import { credentialAnswer } from "./answers";
import type { Azure } from "./azure";
import { AzureError, identityNotReplicated, parentNotFound } from "./azure-error";
import { oneAtATime } from "./one-at-a-time";
import type { ResourceKind } from "./resource-kind";
import { credentialToken } from "./tokens";

export const federatedIdentityCredential: ResourceKind = {
  token: credentialToken,
  apiVersion: "2023-01-31",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}",
  pathInputs: {
    resourceGroupName: {},
    // Named by the identity, which has no default. [AN managedidentity/federatedIdentityCredential.d.ts]
    resourceName: {},
    federatedIdentityCredentialResourceName: {
      autoName: "copy",
      // [RS msi/…/2023-01-31/ManagedIdentity.json FederatedIdentityCredentialResourceNameParameter]
      pattern: /^[a-zA-Z0-9]{1}[a-zA-Z0-9-_]{2,119}$/,
    },
  },
  body: {
    issuer: { type: "string", required: true },
    subject: { type: "string", required: true },
    audiences: { type: "array", required: true },
  },
  outputs: {
    audiences: true,
    azureApiVersion: true,
    issuer: true,
    name: true,
    subject: true,
    systemData: true,
    type: true,
  },

  async put(azure, id, inputs) {
    const identity = id.replace(/\/federatedIdentityCredentials\/[^/]+$/, "");
    azure.requireResourceGroup(id);
    const parent = azure.get(identity);
    if (!parent) throw parentNotFound(String(inputs.resourceName));
    checkProperties(inputs.issuer, inputs.subject, inputs.audiences);
    if (azure.replication.misses("missedCredentials", String(parent.properties.principalId))) {
      const { credentialError = "ParentResourceNotFound" } = azure.world().replicationDelay ?? {};
      throw identityNotReplicated[credentialError](String(inputs.resourceName));
    }

    return alone(azure, identity, () => {
      const others = azure.under(identity).filter((other) => !sameId(other.id, id));
      // [EN workload-identity-federation-considerations.md "Errors"] for this and the texts of checkProperties
      if (
        others.some((o) => o.properties.issuer === inputs.issuer && o.properties.subject === inputs.subject)
      ) {
        throw badRequest("Issuer and subject combination already exists for this Managed Identity.");
      }
      // [EN …considerations.md] at most 20 per identity; the sentence is not documented
      if (others.length >= 20) {
        throw badRequest(
          "Too many Federated Identity Credentials: at most 20 are allowed per managed identity.",
        );
      }
      const name = String(inputs.federatedIdentityCredentialResourceName);
      return credentialAnswer(parent.id, name, inputs);
    });
  },

  async remove(azure, id) {
    await alone(azure, id.replace(/\/federatedIdentityCredentials\/[^/]+$/i, ""), () => undefined);
  },
};

function checkProperties(issuer: unknown, subject: unknown, audiences: unknown): void {
  if (!issuer || !subject || !Array.isArray(audiences) || audiences.includes("")) {
    throw badRequest("Federated Identity Credential from HTTP body has empty properties");
  }
  if (audiences.length !== 1)
    throw badRequest("Federated identity credentials must have exactly 1 audience.");
  for (const [name, value] of Object.entries({ issuer, subject, audience: audiences[0] })) {
    // [EN workload-identity-federation-considerations.md] at most 600 characters each; the sentence is not documented
    if (String(value).length > 600) throw badRequest(`The ${name} is longer than 600 characters.`);
  }
}

/** One write or deletion at a time under one identity. [EN …considerations.md; PN #4343; terraform-provider-azurerm #29242] */
function alone<T>(azure: Azure, identity: string, write: () => T): Promise<T> {
  // azure-native 3.28 would try again after 20, 60 and 120 s (PN #4421); here the overlap fails immediately.
  const conflict = () =>
    new AzureError(
      409,
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
      `Too many Federated Identity Credentials are written concurrently for the managed identity '${identity}'. ` +
        "Concurrent Federated Identity Credentials writes under the same managed identity are not supported.",
    );
  return oneAtATime(azure, identity, conflict, write);
}

function badRequest(message: string): AzureError {
  return new AzureError(400, "BadRequest", message);
}
