import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential";
import type * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import { inSequence } from "../pulumi/in-sequence";
import type { Credential } from "./credential";

/** One credential of an Entra application for each cluster, each after the last as for a managed identity. */
export function createApplicationCredentials(
  /** `/applications/<object id>`: neither a client id nor a bare object id. */
  applicationId: pulumi.Output<string>,
  credentials: readonly Credential[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return inSequence(
    credentials,
    { ...opts, deleteBeforeReplace: false, ignoreChanges: ["displayName"] },
    ({ childName, credentialName, issuer, subject }, options) =>
      new ApplicationFederatedIdentityCredential(
        childName,
        { applicationId, displayName: credentialName, issuer, subject, audiences: [tokenAudience] },
        options,
      ),
  );
}
