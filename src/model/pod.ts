/** What a pod spec needs, in the shapes of Kubernetes. */

import { volumeName } from "./names";
import { csiDriverName, secretProviderClassAttribute, webhook } from "./vocabulary";

export function podVolume(vault: string, secretProviderClass: string) {
  return {
    name: volumeName(vault),
    csi: {
      driver: csiDriverName,
      readOnly: true,
      volumeAttributes: { [secretProviderClassAttribute]: secretProviderClass },
    },
  };
}

export function podVolumeMount(vault: string, mountPath: string) {
  return { name: volumeName(vault), mountPath, readOnly: true };
}

export function podEnv(secretName: string, env: Readonly<Record<string, string>>) {
  return Object.keys(env)
    .sort()
    .map((name) => ({ name, valueFrom: { secretKeyRef: { name: secretName, key: name } } }));
}

/** The label makes the webhook serve Azure SDKs in the pod; the mount works without it. */
export function podLabels(own: Readonly<Record<string, string>>): Record<string, string> {
  return { ...own, [webhook.useLabel]: "true" };
}

/** Annotations of the service account that the webhook reads; the values may still be on their way. */
export function serviceAccountAnnotations<T>(identity: {
  clientId: T;
  tenantId: T;
  tokenExpirationSeconds?: T;
}): Record<string, T> {
  return {
    [webhook.clientIdAnnotation]: identity.clientId,
    [webhook.tenantIdAnnotation]: identity.tenantId,
    ...(identity.tokenExpirationSeconds !== undefined && {
      [webhook.tokenExpirationAnnotation]: identity.tokenExpirationSeconds,
    }),
  };
}
