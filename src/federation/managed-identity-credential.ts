import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import type * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import type { Credential } from "./credential";

export function createManagedIdentityCredential(
  identity: { readonly resourceGroupName: pulumi.Output<string>; readonly name: pulumi.Output<string> },
  { childName, credentialName, issuer, subject }: Credential,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new FederatedIdentityCredential(
    childName,
    {
      resourceGroupName: identity.resourceGroupName,
      resourceName: identity.name,
      federatedIdentityCredentialResourceName: credentialName,
      issuer,
      subject,
      audiences: [tokenAudience],
    },
    // It is replaced when its identity is, and then nothing of the same name is in the way. A renamed stack or project
    // gives it another name: replacing it for that would collide with the old one, of the same issuer and subject.
    { ...opts, deleteBeforeReplace: false, ignoreChanges: ["federatedIdentityCredentialResourceName"] },
  );
}
