import * as pulumi from "@pulumi/pulumi";
import { checksumAnnotation, type PodStart, podChecksum } from "../model/pod-checksum";
import type { SecretObject } from "../model/secret-provider-class";
import type { VaultObject } from "../model/vault-object";

interface MountedVault {
  readonly key: string;
  readonly vault: pulumi.Output<{ readonly name: string }>;
  readonly tenantId?: pulumi.Output<string>;
  readonly objects: pulumi.Output<VaultObject[]>;
  /** Left out where the workload reads the vault itself. */
  readonly mount?: { readonly secrets: readonly SecretObject[] };
}

interface PodStartInputs {
  readonly clientId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly cloudName?: string;
  readonly serviceAccount: {
    readonly tokenExpirationSeconds?: pulumi.Output<number>;
    readonly automountServiceAccountToken?: pulumi.Output<boolean>;
    readonly imagePullSecrets?: pulumi.Output<string[]>;
  };
  readonly keyVaults: readonly MountedVault[];
}

/** An annotation for the pods that changes with what a running pod misses, so that a Deployment replaces them. */
export function podAnnotations(inputs: PodStartInputs): pulumi.Output<Record<string, string>> {
  const { clientId, tenantId, cloudName } = inputs;
  const { tokenExpirationSeconds, automountServiceAccountToken, imagePullSecrets } = inputs.serviceAccount;
  const mounted = inputs.keyVaults.flatMap(({ key, vault, tenantId, objects, mount }) =>
    mount ? [[key, { name: vault.name, tenantId, objects, secrets: mount.secrets }] as const] : [],
  );
  const start = pulumi.output({
    clientId,
    tenantId,
    cloudName,
    serviceAccount: { tokenExpirationSeconds, automountServiceAccountToken, imagePullSecrets },
    vaults: Object.fromEntries(mounted),
  }) as pulumi.Output<PodStart>;
  return start.apply((known): Record<string, string> => ({ [checksumAnnotation]: podChecksum(known) }));
}
