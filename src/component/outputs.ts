import * as pulumi from "@pulumi/pulumi";
// Not `yaml`, which the tests use: it takes longer to load, and Pulumi loads a js-yaml anyway.
import { dump } from "js-yaml";
import { volumeName } from "../model/names";
import { podEnv, podLabels, podVolume, podVolumeMount } from "../model/pod";
import type { NormalizedArgs } from "../normalize-args";
import type { NormalizedMount } from "../normalize-mount";
import type { EnvVar, Volume, VolumeMount } from "../pod-outputs";
import type { WorkloadManifests } from "./kubernetes-objects";

/** Makes an output of the component, which whatever uses it has to wait for. */
type Publish = <T>(value: pulumi.Output<T>) => pulumi.Output<T>;

type Mount = NormalizedMount & { readonly key: string };

/** Everything a pod spec needs. */
export function podOutputs(input: NormalizedArgs, publish: Publish) {
  const mounts = input.keyVaults.flatMap(({ key, mount }): Mount[] => (mount ? [{ key, ...mount }] : []));
  const after = <T>(value: pulumi.Input<T>) => publish(pulumi.output(value) as pulumi.Output<T>);
  const each = <T>(value: (mount: Mount) => pulumi.Output<T>) =>
    after(pulumi.all(mounts.map(value)) as unknown as pulumi.Output<T[]>);
  const byKey = (value: (mount: Mount) => pulumi.Input<string>, of = mounts) =>
    after<Record<string, string>>(
      pulumi.output(Object.fromEntries(of.map((mount) => [mount.key, value(mount)]))),
    );

  return {
    namespace: after(input.namespace),
    serviceAccountName: after(input.serviceAccount.name),
    podLabels: after(pulumi.output(input.podLabels).apply((own) => podLabels(own))),
    volumes: each<Volume>(({ key, secretProviderClassName }) =>
      secretProviderClassName.apply((name) => podVolume(key, name)),
    ),
    volumeMounts: each<VolumeMount>(({ key, mountPath }) =>
      mountPath.apply((path) => podVolumeMount(key, path)),
    ),
    env: after<EnvVar[]>(mounts.flatMap(({ envSecretName, env }) => podEnv(envSecretName, env))),
    secretProviderClassNames: byKey(({ secretProviderClassName }) => secretProviderClassName),
    volumeNames: byKey(({ key }) => volumeName(key)),
    mountPaths: byKey(({ mountPath }) => mountPath),
    envSecretNames: byKey(({ envSecretName }) => envSecretName, mounts.filter(hasEnv)),
  };
}

function hasEnv({ env }: Mount): boolean {
  return Object.keys(env).length > 0;
}

/** The manifests as files of a repository. */
export function manifestFiles(manifests: WorkloadManifests): pulumi.Output<Record<string, string>> {
  const files = Object.fromEntries([
    ["service-account.yaml", manifests.serviceAccount],
    ...manifests.secretProviderClasses.map(({ key, manifest }) => [
      `secret-provider-class-${key}.yaml`,
      manifest,
    ]),
  ]);
  return pulumi
    .output(files)
    .apply((all) =>
      Object.fromEntries(Object.entries(all).map(([file, manifest]) => [file, dump(manifest)])),
    );
}
