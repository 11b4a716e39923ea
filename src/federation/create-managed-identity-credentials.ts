import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import type { Credential } from "./credential";

/** One credential of a managed identity for each cluster. Azure refuses two at the same time: each waits for the last. */
export function createManagedIdentityCredentials(
  identity: { readonly resourceGroupName: pulumi.Output<string>; readonly name: pulumi.Output<string> },
  credentials: readonly Credential[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const created: pulumi.Resource[] = [];
  for (const { childName, credentialName, issuer, subject } of credentials) {
    const credential = new FederatedIdentityCredential(
      childName,
      {
        resourceGroupName: identity.resourceGroupName,
        resourceName: identity.name,
        federatedIdentityCredentialResourceName: credentialName,
        issuer,
        subject,
        audiences: [tokenAudience],
      },
      // It is replaced when its identity is, and then nothing of the same name is in the way.
      pulumi.mergeOptions(opts, { dependsOn: created.slice(-1), deleteBeforeReplace: false }),
    );
    created.push(credential);
  }
  return created;
}
