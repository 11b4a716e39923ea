import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential";
import type * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import { declared } from "../pulumi/declared";
import type { Credential } from "./credential";

export function createApplicationCredential(
  /** `/applications/<object id>`: neither a client id nor a bare object id. */
  applicationId: pulumi.Input<string>,
  { childName, credentialName, issuer, subject }: Credential,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const trusted = { issuer, subject, audiences: [tokenAudience] };
  const child = new ApplicationFederatedIdentityCredential(
    childName,
    { applicationId, displayName: credentialName, ...trusted },
    { ...opts, deleteBeforeReplace: false, ignoreChanges: ["displayName"] },
  );
  return declared(childName, trusted, child);
}
