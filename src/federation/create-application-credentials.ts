import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential";
import * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";
import type { Credential } from "./credential";

/** One credential of an Entra application for each cluster, each after the last as for a managed identity. */
export function createApplicationCredentials(
  /** `/applications/<object id>`: neither a client id nor a bare object id. */
  applicationId: pulumi.Output<string>,
  credentials: readonly Credential[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const created: pulumi.Resource[] = [];
  for (const { childName, credentialName, issuer, subject } of credentials) {
    const credential = new ApplicationFederatedIdentityCredential(
      childName,
      { applicationId, displayName: credentialName, issuer, subject, audiences: [tokenAudience] },
      pulumi.mergeOptions(opts, { dependsOn: created.slice(-1), deleteBeforeReplace: false }),
    );
    created.push(credential);
  }
  return created;
}
