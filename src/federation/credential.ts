import type * as pulumi from "@pulumi/pulumi";

/** What makes one cluster's service account trusted. */
export interface Credential {
  readonly childName: string;
  readonly credentialName: string;
  readonly issuer: pulumi.Output<string>;
  readonly subject: pulumi.Output<string>;
}
