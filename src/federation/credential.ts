import type * as pulumi from "@pulumi/pulumi";

/** What makes the service account of one cluster trusted. */
export interface Credential {
  /** The property of the cluster, for messages. */
  readonly path: string;
  readonly childName: string;
  readonly credentialName: pulumi.Output<string>;
  readonly issuer: pulumi.Output<string>;
  readonly subject: pulumi.Output<string>;
}
