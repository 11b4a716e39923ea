import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import * as pulumi from "@pulumi/pulumi";
import { tokenAudience } from "../model/vocabulary";

export interface FederatedCredentialInputs {
  readonly identityName: pulumi.Output<string>;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly subject: pulumi.Output<string>;
  readonly credentials: readonly Credential[];
}

export interface Credential {
  readonly childName: string;
  readonly credentialName: string;
  readonly issuer: pulumi.Output<string>;
}

/** One credential for each cluster. Azure refuses to write two of one identity at the same time, so each waits for the last. */
export function createFederatedCredentials(
  inputs: FederatedCredentialInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const created: pulumi.Resource[] = [];
  for (const { childName, credentialName, issuer } of inputs.credentials) {
    const credential = new FederatedIdentityCredential(
      childName,
      {
        resourceGroupName: inputs.resourceGroupName,
        resourceName: inputs.identityName,
        federatedIdentityCredentialResourceName: credentialName,
        issuer,
        subject: inputs.subject,
        audiences: [tokenAudience],
      },
      // It is replaced when its identity is, and then nothing of the same name is in the way.
      pulumi.mergeOptions(opts, { dependsOn: created.slice(-1), deleteBeforeReplace: false }),
    );
    created.push(credential);
  }
  return created;
}
