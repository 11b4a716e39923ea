import * as pulumi from "@pulumi/pulumi";
import { checksumAnnotation, type PodStart, podChecksum } from "../model/pod-checksum";
import type { NormalizedArgs, WorkloadIdentity } from "../workload";

/** An annotation for the pods that changes with what a running pod misses, so that a Deployment replaces them. */
export function podAnnotations(
  { serviceAccount, keyVaults, cloudName }: NormalizedArgs,
  { clientId, tenantId }: WorkloadIdentity,
): pulumi.Output<Record<string, string>> {
  const { tokenExpirationSeconds, automountServiceAccountToken, imagePullSecrets } = serviceAccount;
  const mounted = keyVaults.flatMap(({ key, vault, tenantId, objects, mount }) =>
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
