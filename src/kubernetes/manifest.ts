import type * as pulumi from "@pulumi/pulumi";
import type { TextMap } from "../pulumi/text-map";

/** A Kubernetes object as it would stand in a repository; parts may still be unknown. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: pulumi.Input<string>;
    readonly namespace: pulumi.Input<string>;
    readonly labels?: TextMap;
    readonly annotations?: TextMap;
  };
  readonly spec?: Record<string, unknown>;
}

export interface ServiceAccountManifest extends Manifest {
  readonly automountServiceAccountToken?: pulumi.Input<boolean>;
  readonly imagePullSecrets?: pulumi.Input<{ name: string }[]>;
}
