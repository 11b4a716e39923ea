import type * as pulumi from "@pulumi/pulumi";

/** What makes the service account of one cluster trusted. */
export interface Credential {
  /** The property of the cluster, for messages. */
  readonly path: string;
  readonly childName: string;
  readonly credentialName: pulumi.Input<string>;
  readonly issuer: pulumi.Input<string>;
  readonly subject: pulumi.Input<string>;
}
