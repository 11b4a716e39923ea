import * as pulumi from "@pulumi/pulumi";
import { dump } from "js-yaml";
import { volumeName } from "../model/names";
import { podEnv, podLabels, podVolume, podVolumeMount } from "../model/pod";
import { quote } from "../model/quote";
import { type TrustFacts, trustStatement } from "../model/trust-statement";
import type { NormalizedArgs, NormalizedCluster } from "../normalize-args";
import type { NormalizedMount } from "../normalize-mount";
import type { EnvVar, Volume, VolumeMount } from "../pod-outputs";
import { inWords } from "../pulumi/settle";
import type { WorkloadIdentity } from "./identity";
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

/** The trust statement, complete in the first preview: what is unknown is told in words. */
export function trustOutput(input: NormalizedArgs, identity: WorkloadIdentity): pulumi.Output<string> {
  const facts = pulumi.output({
    namespace: inWords(input.namespace, "(known after the update)"),
    serviceAccount: inWords(input.serviceAccount.name, "(known after the update)"),
    clusters: input.clusters.map(({ key, issuer }) => ({ key, remark: clusterRemark(key, issuer) })),
    identity: inWords(identity.description, unnamed[input.identity.kind]),
    takenOver: identity.existing !== undefined,
    vaults: pulumi.all(
      input.keyVaults.map(({ key, vault, access, files, mount }) =>
        inWords(vault.name, "").apply((name) => ({
          key,
          name: name || undefined,
          access,
          objects: files,
          secretObjects: mount?.secrets,
        })),
      ),
    ),
  });
  return facts.apply((known) => trustStatement(known as unknown as TrustFacts));
}

/** What a reviewer cannot see from the key of a cluster. */
function clusterRemark(key: string, issuer: NormalizedCluster["issuer"]): pulumi.Output<string> {
  if ("url" in issuer)
    return inWords(
      issuer.url.apply((url) => `issuer ${quote(url)}`),
      "issuer not known yet",
    );
  const words = issuer.aks.apply(({ name, resourceGroupName }) =>
    name === key ? "" : `AKS cluster ${quote(name)} in resource group ${quote(resourceGroupName)}`,
  );
  return inWords(words, "AKS cluster not known yet");
}

/** Words for an identity whose name is not known yet. */
const unnamed: Record<NormalizedArgs["identity"]["kind"], string> = {
  "new managed identity": "a new user-assigned identity",
  "existing managed identity": "an existing user-assigned identity",
  "new application": "a new Entra application",
  "existing application": "an existing Entra application",
};
