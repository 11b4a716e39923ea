import * as pulumi from "@pulumi/pulumi";
import { Management, ServiceAccountManagement } from "../args";
import type { Identity } from "../identity/identity";
import { annotateServiceAccount, type ForeignAnnotation } from "../kubernetes/annotate-service-account";
import { createSecretProviderClass } from "../kubernetes/create-secret-provider-class";
import { createServiceAccount } from "../kubernetes/create-service-account";
import { type Manifest, secretProviderClassManifest, serviceAccountManifest } from "../kubernetes/manifest";
import { childName } from "../model/names";
import { serviceAccountAnnotations } from "../model/pod";
import { quote } from "../model/quote";
import type { NormalizedArgs } from "../normalize-args";
import { isTaken } from "../pulumi/claims";
import { mergeTextMaps } from "../pulumi/read-input";
import { settle } from "../pulumi/settle";
import { type Issue, show } from "../validation/issue";
import { annotatedOnce, ownAnnotations, ownName } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
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
  construction: Construction,
  { serviceAccount }: WorkloadManifests,
): pulumi.Resource[] {
  const { component, name, input, gate, after } = construction;
  const names = {
    serviceAccount: childName.serviceAccount(name),
    patch: childName.serviceAccountPatch(name),
  };
  switch (input.serviceAccount.management) {
    case ServiceAccountManagement.Create:
      gate.checkLookup(madeTwice(component, "serviceAccount.name", serviceAccount));
      return [createServiceAccount(names.serviceAccount, serviceAccount, after())];
    case ServiceAccountManagement.Annotate:
      return [annotate(construction, names, serviceAccount)];
    case ServiceAccountManagement.External:
      return [];
  }
}

function annotate(
  { component, gate, after }: Construction,
  names: { readonly serviceAccount: string; readonly patch: string },
  manifest: Manifest,
): pulumi.Resource {
  gate.checkLookup(claimed(component, manifest, issue(annotatedOnce, "serviceAccount.management")));
  const { patch, foreign } = annotateServiceAccount(names, manifest, after());
  gate.checkChildren(foreign.then((all) => Promise.all(all.map((one) => foreignIssue(manifest, one)))));
  return patch;
}

async function foreignIssue(manifest: Manifest, { annotation, value }: ForeignAnnotation): Promise<Issue> {
  const [name, namespace] = await placeOf(manifest);
  return issue(ownAnnotations, "serviceAccount.management", {
    received: `Annotate, while service account ${quote(`${namespace}/${name}`)} carries ${quote(value)}`,
    fill: { annotation, name: name ?? "", namespace: namespace ?? "" },
  });
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
async function madeTwice(component: pulumi.Resource, path: string, manifest: Named): Promise<Issue[]> {
  const [name] = await placeOf(manifest);
  return claimed(
    component,
    manifest,
    issue(ownName, path, { received: show(name), fill: { kind: manifest.kind } }),
  );
}

type Named = Pick<Manifest, "kind" | "metadata">;

async function claimed(component: pulumi.Resource, manifest: Named, otherwise: Issue): Promise<Issue[]> {
  const place = await placeOf(manifest);
  if (place.includes(undefined)) return [];
  const cluster = await pulumi.ProviderResource.register(component.getProvider("kubernetes::"));
  return isTaken([manifest.kind, cluster ?? "", ...(place as string[])], component) ? [otherwise] : [];
}

/** Name and namespace, as far as they are known. */
async function placeOf({ metadata }: Named): Promise<(string | undefined)[]> {
  const settled = await Promise.all([settle(metadata.name), settle(metadata.namespace)]);
  return settled.map(({ value }) => value);
}
