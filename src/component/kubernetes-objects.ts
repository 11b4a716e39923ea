import * as pulumi from "@pulumi/pulumi";
import { Management, ServiceAccountManagement } from "../args";
import type { Identity } from "../identity/identity";
import { annotateServiceAccount } from "../kubernetes/annotate-service-account";
import { createSecretProviderClass } from "../kubernetes/create-secret-provider-class";
import { createServiceAccount } from "../kubernetes/create-service-account";
import { type Manifest, secretProviderClassManifest, serviceAccountManifest } from "../kubernetes/manifest";
import { childName } from "../model/names";
import { serviceAccountAnnotations } from "../model/pod";
import type { NormalizedArgs } from "../normalize-args";
import { isTaken } from "../pulumi/claims";
import { mergeTextMaps } from "../pulumi/read-input";
import { settle } from "../pulumi/settle";
import { type Issue, show } from "../validation/issue";
import type { Construction } from "./construction";

export interface WorkloadManifests {
  readonly serviceAccount: Manifest;
  readonly secretProviderClasses: readonly SecretProviderClassOfVault[];
}

interface SecretProviderClassOfVault {
  readonly key: string;
  readonly path: string;
  readonly management: Management;
  /** The names of the Secrets that it fills. */
  readonly secrets: readonly string[];
  readonly manifest: Manifest;
}

/** The Kubernetes objects of the workload, for the cluster and for a repository alike. */
export function workloadManifests(
  input: NormalizedArgs,
  { clientId, tenantId }: Identity,
): WorkloadManifests {
  const { namespace, serviceAccount, keyVaults, cloudName } = input;
  const tokenExpirationSeconds = serviceAccount.tokenExpirationSeconds?.apply(String);
  const ours = serviceAccountAnnotations({ clientId, tenantId, tokenExpirationSeconds });
  return {
    serviceAccount: serviceAccountManifest({
      name: serviceAccount.name,
      namespace,
      labels: serviceAccount.labels,
      annotations: mergeTextMaps(serviceAccount.annotations, ours),
    }),
    secretProviderClasses: keyVaults.flatMap(({ key, path, vault, objects, mount }) => {
      if (!mount) return [];
      const { secretProviderClassName: name, management, secretObjects } = mount;
      const parameters = { clientId, tenantId, vaultName: vault.name, objects, cloudName };
      const hasSecretObjects = mount.secrets.length > 0;
      const manifest = secretProviderClassManifest({
        name,
        namespace,
        ...parameters,
        secretObjects,
        hasSecretObjects,
      });
      const secrets = mount.secrets.map(({ secretName }) => secretName);
      return [{ key, path, management, secrets, manifest }];
    }),
  };
}

/** The service account: made, annotated, or left alone. */
export function applyServiceAccount(
  { component, name, input, gate, after }: Construction,
  { serviceAccount }: WorkloadManifests,
): pulumi.Resource[] {
  const names = {
    serviceAccount: childName.serviceAccount(name),
    patch: childName.serviceAccountPatch(name),
  };
  switch (input.serviceAccount.management) {
    case ServiceAccountManagement.Create:
      gate.checkLookup(madeTwice(component, "serviceAccount.name", serviceAccount));
      return [createServiceAccount(names.serviceAccount, serviceAccount, after())];
    case ServiceAccountManagement.Annotate:
      return [annotateServiceAccount(names, serviceAccount, after())];
    case ServiceAccountManagement.External:
      return [];
  }
}

/** The SecretProviderClasses that nobody else applies, once the pods that use them could mount. */
export function applySecretProviderClasses(
  { component, name, gate, after }: Construction,
  { secretProviderClasses }: WorkloadManifests,
  ready: readonly pulumi.Resource[],
): pulumi.Resource[] {
  return secretProviderClasses
    .filter(({ management }) => management === Management.Create)
    .map(({ key, path, manifest, secrets }) => {
      gate.checkLookup(madeTwice(component, `${path}.secretProviderClass.name`, manifest));
      for (const name of secrets) {
        const secret = { kind: "Secret", metadata: { name, namespace: manifest.metadata.namespace } };
        gate.checkLookup(madeTwice(component, `${path}.syncedSecrets`, secret));
      }
      return createSecretProviderClass(childName.secretProviderClass(name, key), manifest, after(...ready));
    });
}

/** Two components of one program may have come to the same name, and the second would fail halfway. */
async function madeTwice(
  component: pulumi.Resource,
  path: string,
  manifest: Pick<Manifest, "kind" | "metadata">,
): Promise<Issue[]> {
  const { name, namespace } = manifest.metadata;
  const [{ value: object }, { value: space }] = await Promise.all([settle(name), settle(namespace)]);
  if (object === undefined || space === undefined) return [];
  const cluster = await pulumi.ProviderResource.register(component.getProvider("kubernetes::"));
  if (!isTaken([manifest.kind, cluster ?? "", space, object], component)) return [];
  const expected = `a name of its own: another component of this program makes this ${manifest.kind}`;
  return [{ path, expected, received: show(object), remedy: "Give one of the two another name." }];
}
