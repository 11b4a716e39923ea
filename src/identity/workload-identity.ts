import type * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../pulumi/context";
import { rememberIdentity } from "../pulumi/reservations";
import type { ClientConfig } from "./client-config";
import { type ExistingApplication, existingApplication } from "./existing-application";
import { type ExistingManagedIdentity, existingManagedIdentity } from "./existing-managed-identity";
import type { IdentityUse, WorkloadIdentity } from "./identity";
import { type NewApplication, newApplication } from "./new-application";
import { type NewManagedIdentity, newManagedIdentity } from "./new-managed-identity";

type IdentityInputs =
  | ({ readonly kind: "new managed identity" } & NewManagedIdentity)
  | ({ readonly kind: "existing managed identity" } & ExistingManagedIdentity)
  | ({ readonly kind: "new application" } & NewApplication)
  | ({ readonly kind: "existing application" } & ExistingApplication);

/** Creates or looks up the identity that the pods act as. */
export function workloadIdentity(
  context: ComponentContext,
  inputs: IdentityInputs,
  client: pulumi.Output<ClientConfig>,
  use: IdentityUse,
): WorkloadIdentity {
  const identity = ofKind(context, inputs, client, use);
  const { thing, managed, id, clientId } = identity;
  void rememberIdentity(context.resource, { value: managed ? id : clientId, thing });
  return identity;
}

function ofKind(
  context: ComponentContext,
  inputs: IdentityInputs,
  client: pulumi.Output<ClientConfig>,
  use: IdentityUse,
): WorkloadIdentity {
  switch (inputs.kind) {
    case "new managed identity":
      return newManagedIdentity(context, inputs, client.subscriptionId);
    case "existing managed identity":
      return existingManagedIdentity(context, inputs, client.subscriptionId);
    case "new application":
      return newApplication(context, inputs, client.tenantId);
    case "existing application":
      return existingApplication(context, inputs, client.tenantId, use);
  }
}
