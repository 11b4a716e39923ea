import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { Identity } from "./identity/create-user-assigned-identity";
import { type Manifest, secretProviderClassManifest, serviceAccountManifest } from "./kubernetes/manifest";
import { volumeName } from "./model/names";
import { podEnv, podLabels, podVolume, podVolumeMount, serviceAccountAnnotations } from "./model/pod";
import { type TrustFacts, trustStatement } from "./model/trust-statement";
import type { NormalizedArgs } from "./normalize-args";
import type { NormalizedKeyVault } from "./normalize-key-vaults";
import type { EnvVar, Volume, VolumeMount } from "./pod-outputs";
import { mergeTextMaps } from "./pulumi/read-input";
import { inWords } from "./pulumi/settle";

/** Makes an output of the component, which whatever uses it has to wait for. */
type Publish = <T>(value: pulumi.Output<T>) => pulumi.Output<T>;

/** Everything a pod spec needs. */
export function podOutputs(input: NormalizedArgs, publish: Publish) {
  const { keyVaults } = input;
  const after = <T>(value: pulumi.Input<T>) => publish(pulumi.output(value) as pulumi.Output<T>);
  const each = <T>(value: (vault: NormalizedKeyVault) => pulumi.Output<T>) =>
    after(pulumi.all(keyVaults.map(value)) as unknown as pulumi.Output<T[]>);
  const byKey = (value: (vault: NormalizedKeyVault) => pulumi.Input<string>, of = keyVaults) =>
    after<Record<string, string>>(
      pulumi.all(Object.fromEntries(of.map((vault) => [vault.key, value(vault)]))),
    );

  return {
    namespace: after(input.namespace),
    serviceAccountName: after(input.serviceAccount.name),
    podLabels: after(pulumi.output(input.podLabels).apply((own) => podLabels(own))),
    volumes: each<Volume>((vault) =>
      vault.secretProviderClassName.apply((name) => podVolume(vault.key, name)),
    ),
    volumeMounts: each<VolumeMount>((vault) =>
      vault.mountPath.apply((path) => podVolumeMount(vault.key, path)),
    ),
    env: after<EnvVar[]>(keyVaults.flatMap((vault) => podEnv(vault.envSecretName, vault.env))),
    secretProviderClassNames: byKey((vault) => vault.secretProviderClassName),
    volumeNames: byKey((vault) => volumeName(vault.key)),
    mountPaths: byKey((vault) => vault.mountPath),
    envSecretNames: byKey((vault) => vault.envSecretName, keyVaults.filter(hasEnv)),
  };
}

function hasEnv({ env }: NormalizedKeyVault): boolean {
  return Object.keys(env).length > 0;
}

export interface WorkloadManifests {
  readonly serviceAccount: Manifest;
  readonly secretProviderClasses: readonly { readonly key: string; readonly manifest: Manifest }[];
}

/** The Kubernetes objects of the workload, for the cluster and for a repository alike. */
export function workloadManifests(input: NormalizedArgs, identity: Identity): WorkloadManifests {
  const { namespace, serviceAccount, keyVaults } = input;
  const { clientId, tenantId } = identity;
  const tokenExpirationSeconds = serviceAccount.tokenExpirationSeconds?.apply(String);
  const ours = serviceAccountAnnotations({ clientId, tenantId, tokenExpirationSeconds });
  return {
    serviceAccount: serviceAccountManifest({
      name: serviceAccount.name,
      namespace,
      labels: serviceAccount.labels,
      annotations: mergeTextMaps(serviceAccount.annotations, ours),
    }),
    secretProviderClasses: keyVaults.map((vault) => ({
      key: vault.key,
      manifest: secretProviderClassManifest({
        name: vault.secretProviderClassName,
        namespace,
        clientId,
        tenantId,
        vaultName: vault.vault.name,
        objects: vault.objects,
        secretObjects: vault.secretObjects,
        hasSecretObjects: vault.secrets.length > 0,
      }),
    })),
  };
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
      Object.fromEntries(Object.entries(all).map(([file, manifest]) => [file, stringify(manifest)])),
    );
}

/** The trust statement, complete in the first preview: what is unknown is told in words. */
export function trustOutput(
  input: NormalizedArgs,
  identityName: pulumi.Output<string>,
): pulumi.Output<string> {
  const facts = pulumi.output({
    namespace: inWords(input.namespace, "(known after the update)"),
    serviceAccount: inWords(input.serviceAccount.name, "(known after the update)"),
    clusters: input.clusters.map((cluster) => cluster.key),
    identity: inWords(
      identityName.apply((name) => `user-assigned identity ${JSON.stringify(name)}`),
      "a new user-assigned identity",
    ),
    vaults: pulumi.all(
      input.keyVaults.map((vault) =>
        inWords(
          vault.vault.apply(({ name }) => name),
          vault.key,
        ).apply((name) => ({
          name,
          rights: vault.rights,
          objects: vault.files,
          secretObjects: vault.secrets,
        })),
      ),
    ),
  });
  return facts.apply((known) => trustStatement(known as unknown as TrustFacts));
}
