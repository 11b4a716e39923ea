import type * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../pulumi/context";
import { rememberIdentity } from "../pulumi/reservations";
import type { ClientConfig, NormalizedIdentity, WorkloadIdentity } from "../workload";
import { existingApplication, type IdentityUse } from "./existing-application";
import { existingManagedIdentity } from "./existing-managed-identity";
import { newApplication } from "./new-application";
import { newManagedIdentity } from "./new-managed-identity";

/** Creates or looks up the identity that the pods act as. */
export function workloadIdentity(
  context: ComponentContext,
  inputs: NormalizedIdentity,
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
  inputs: NormalizedIdentity,
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
