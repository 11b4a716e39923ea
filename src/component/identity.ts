import * as pulumi from "@pulumi/pulumi";
import { createApplication } from "../identity/create-application";
import { createServicePrincipal } from "../identity/create-service-principal";
import { createUserAssignedIdentity } from "../identity/create-user-assigned-identity";
import type { Identity, ManagedIdentity } from "../identity/identity";
import { lookupApplicationId, lookupServicePrincipal } from "../identity/lookup-application";
import { lookupUserAssignedIdentity } from "../identity/lookup-user-assigned-identity";
import { childName } from "../model/names";
import type { Construction } from "./construction";

export interface WorkloadIdentity extends Identity {
  /** Set for a managed identity, whose credentials are found by resource group and name. */
  readonly managed?: ManagedIdentity;
  /** What is known of an identity that existed before: two components may have been given the same. */
  readonly existing?: pulumi.Output<string>;
}

/** Makes or looks up whom the pods act as. */
export function workloadIdentity(construction: Construction): WorkloadIdentity {
  const { name, input, lookUps, client, after } = construction;
  const { identity } = input;
  switch (identity.kind) {
    case "new managed identity": {
      const managed = createUserAssignedIdentity(childName.identity(name), identity, after());
      return { ...managed, managed };
    }
    case "existing managed identity": {
      const managed = lookupUserAssignedIdentity(
        { ...identity, subscriptionId: client.subscriptionId },
        lookUps,
      );
      return { ...managed, managed, existing: managed.id };
    }
    case "new application": {
      const application = createApplication(childName.application(name), identity, after());
      const inputs = { clientId: application.clientId, owners: identity.owners };
      const principalId = createServicePrincipal(childName.servicePrincipal(name), inputs, after());
      return { ...application, principalId, tenantId: client.tenantId };
    }
    case "existing application":
      return existingApplication(identity, construction);
  }
}

function existingApplication(
  { path, clientId }: { readonly path: string; readonly clientId: pulumi.Output<string> },
  { input, lookUps, client }: Construction,
): WorkloadIdentity {
  return {
    // Only who adds credentials must be able to read the application itself.
    id:
      input.clusters.length > 0
        ? lookupApplicationId(path, clientId, lookUps)
        : pulumi.interpolate`/applications(appId='${clientId}')`,
    description: pulumi.interpolate`the existing Entra application ${clientId}`,
    clientId,
    principalId: lookupServicePrincipal(path, clientId, lookUps),
    tenantId: client.tenantId,
    existing: clientId,
  };
}
