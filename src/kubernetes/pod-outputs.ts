import type * as pulumi from "@pulumi/pulumi";
import { volumeName } from "../model/names";
import { podEnv, podLabels, podVolume, podVolumeMount } from "../model/pod";
import { vaultUri } from "../model/vault-uri";
import { derive, unwrap } from "../pulumi/deferred";
import type { NormalizedArgs, NormalizedMount } from "../workload";

type Mount = NormalizedMount & { readonly key: string };

/** Everything a pod spec needs; `after` makes an output of the component, for which its user has to wait. */
export function podOutputs(
  { namespace, serviceAccount, podLabels: labels, keyVaults, cloudName }: NormalizedArgs,
  podAnnotations: pulumi.Input<Record<string, string>>,
  after: <T>(value: pulumi.Input<T>) => pulumi.Output<T>,
) {
  const mounts = keyVaults.flatMap(({ key, mount }): Mount[] => (mount ? [{ key, ...mount }] : []));
  const each = <T>(value: (mount: Mount) => pulumi.Input<T>) => after(unwrap(mounts.map(value)));
  const byKey = <T extends { key: string }>(of: readonly T[], value: (one: T) => pulumi.Input<string>) =>
    after<Record<string, string>>(unwrap(Object.fromEntries(of.map((one) => [one.key, value(one)]))));

  return {
    namespace: after(namespace),
    serviceAccountName: after(serviceAccount.name),
    podLabels: after(derive(labels, podLabels)),
    podAnnotations: after(podAnnotations),
    volumes: each(({ key, secretProviderClassName }) =>
      derive(secretProviderClassName, (name) => podVolume(key, name)),
    ),
    volumeMounts: each(({ key, mountPath }) => derive(mountPath, (path) => podVolumeMount(key, path))),
    env: after(mounts.flatMap(({ envSecretName, env }) => podEnv(envSecretName, env))),
    secretProviderClassNames: byKey(mounts, ({ secretProviderClassName }) => secretProviderClassName),
    volumeNames: byKey(mounts, ({ key }) => volumeName(key)),
    mountPaths: byKey(mounts, ({ mountPath }) => mountPath),
    envSecretNames: byKey(mounts.filter(hasEnv), ({ envSecretName }) => envSecretName),
    vaultUris: byKey(keyVaults, ({ vault }) => derive(vault.name, (name) => vaultUri(name, cloudName))),
  };
}

export type PodOutputs = ReturnType<typeof podOutputs>;

function hasEnv({ env }: Mount): boolean {
  return Object.keys(env).length > 0;
}
