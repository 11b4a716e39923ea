import type * as pulumi from "@pulumi/pulumi";
import type { ResourceReference } from "../model/resource-id";
import type { ComponentContext } from "../pulumi/context";
import { rememberIdentity } from "../pulumi/reservations";
import type { TextMap } from "../pulumi/text-map";
import type { ClientConfig } from "./client-config";
import { existingApplication } from "./existing-application";
import { existingManagedIdentity } from "./existing-managed-identity";
import type { IdentityUse, WorkloadIdentity } from "./identity";
import { newApplication } from "./new-application";
import { newManagedIdentity } from "./new-managed-identity";

type IdentityInputs =
  | {
      readonly kind: "new managed identity";
      readonly resourceGroupName: pulumi.Output<string>;
      readonly name?: pulumi.Output<string>;
      readonly location?: pulumi.Output<string>;
      readonly tags?: TextMap;
    }
  | {
      readonly kind: "existing managed identity";
      readonly path: string;
      readonly identity: pulumi.Output<ResourceReference>;
    }
  | {
      readonly kind: "new application";
      readonly displayName: pulumi.Output<string>;
      readonly owners?: pulumi.Output<string[]>;
    }
  | {
      readonly kind: "existing application";
      readonly path: string;
      readonly clientId: pulumi.Output<string>;
    };

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
