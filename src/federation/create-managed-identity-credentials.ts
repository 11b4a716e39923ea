import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import type * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import { inSequence } from "../pulumi/in-sequence";
import type { Credential } from "./credential";

/** One credential of a managed identity for each cluster. Azure refuses two at the same time: each waits for the last. */
export function createManagedIdentityCredentials(
  identity: { readonly resourceGroupName: pulumi.Output<string>; readonly name: pulumi.Output<string> },
  credentials: readonly Credential[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return inSequence(
    credentials,
    // It is replaced when its identity is, and then nothing of the same name is in the way. A renamed stack or project
    // gives it another name: replacing it for that would meet the old one, whose issuer and subject are the same.
    { ...opts, deleteBeforeReplace: false, ignoreChanges: ["federatedIdentityCredentialResourceName"] },
    ({ childName, credentialName, issuer, subject }, options) =>
      new FederatedIdentityCredential(
        childName,
        {
          resourceGroupName: identity.resourceGroupName,
          resourceName: identity.name,
          federatedIdentityCredentialResourceName: credentialName,
          issuer,
          subject,
          audiences: [tokenAudience],
        },
        options,
      ),
  );
}
