import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import type * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import { declared } from "../pulumi/declared";
import type { WorkloadIdentity } from "../workload";
import type { Credential } from "./credential";

export function createManagedIdentityCredential(
  identity: NonNullable<WorkloadIdentity["managed"]>,
  { childName, credentialName, issuer, subject }: Credential,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const trusted = { issuer, subject, audiences: [tokenAudience] };
  const child = new FederatedIdentityCredential(
    childName,
    {
      resourceGroupName: identity.resourceGroupName,
      resourceName: identity.name,
      federatedIdentityCredentialResourceName: credentialName,
      ...trusted,
    },
    // It is replaced when its identity is, and then nothing of the same name is in the way. A renamed stack or project
    // gives it another name: replacing it for that would collide with the old one, of the same issuer and subject.
    { ...opts, deleteBeforeReplace: false, ignoreChanges: ["federatedIdentityCredentialResourceName"] },
  );
  return declared(childName, trusted, child);
}
