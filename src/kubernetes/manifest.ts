import * as pulumi from "@pulumi/pulumi";
import {
  formatObjects,
  formatSecretObject,
  providerParameters,
  type SecretObject,
} from "../model/secret-provider-class";
import type { VaultObject } from "../model/vault-object";
import { csiProviderName, secretProviderClassApiVersion, secretProviderClassKind } from "../model/vocabulary";
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
  readonly automountServiceAccountToken?: pulumi.Output<boolean>;
  readonly imagePullSecrets?: pulumi.Output<{ name: string }[]>;
}

interface SecretProviderClassInputs {
  readonly metadata: Manifest["metadata"];
  readonly clientId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  readonly objects: pulumi.Output<VaultObject[]>;
  readonly secretObjects?: pulumi.Output<SecretObject[]>;
  /** Left out for the public cloud. */
  readonly cloudName?: string;
}

export function secretProviderClassManifest(inputs: SecretProviderClassInputs): Manifest {
  const { metadata, clientId, tenantId, vaultName, secretObjects } = inputs;
  const cloudName = inputs.cloudName === undefined ? undefined : pulumi.output(inputs.cloudName);
  const objects = inputs.objects.apply((list) => formatObjects(list as VaultObject[]));
  return {
    apiVersion: secretProviderClassApiVersion,
    kind: secretProviderClassKind,
    metadata,
    spec: {
      provider: csiProviderName,
      parameters: providerParameters<pulumi.Output<string>>({
        clientId,
        tenantId,
        vaultName,
        objects,
        cloudName,
      }),
      ...(secretObjects && {
        secretObjects: secretObjects.apply((list) => (list as SecretObject[]).map(formatSecretObject)),
      }),
    },
  };
}
