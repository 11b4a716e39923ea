import type * as pulumi from "@pulumi/pulumi";
import { checksumAnnotation, type PodStart, podChecksum } from "../model/pod-checksum";
import { derive } from "../pulumi/deferred";
import type { NormalizedArgs, WorkloadIdentity } from "../workload";

/** An annotation for the pods that changes with what a running pod misses, so that a Deployment replaces them. */
export function podAnnotations(
  { serviceAccount, keyVaults, cloudName }: NormalizedArgs,
  { clientId, tenantId }: WorkloadIdentity,
): pulumi.Input<Record<string, string>> {
  const { tokenExpirationSeconds, automountServiceAccountToken, imagePullSecrets } = serviceAccount;
  const mounted = keyVaults.flatMap(({ key, vault, tenantId, objects, mount }) => {
    if (!mount) return [];
    return [[key, { name: vault.name, tenantId, objects, secrets: mount.secrets }] as const];
  });
  const start = {
    clientId,
    tenantId,
    cloudName,
    serviceAccount: { tokenExpirationSeconds, automountServiceAccountToken, imagePullSecrets },
    vaults: Object.fromEntries(mounted),
  };
  return derive(start, (known) => ({ [checksumAnnotation]: podChecksum(known as PodStart) }));
}
