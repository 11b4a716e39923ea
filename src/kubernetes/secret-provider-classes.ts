import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { ownName } from "../rules/across-components";
import type { NormalizedArgs, NormalizedMount, WorkloadIdentity } from "../workload";
import { type Manifest, secretProviderClassManifest } from "./manifest";
import { reserveObject } from "./reserve-object";

export interface SecretProviderClassOfVault {
  readonly key: string;
  readonly path: string;
  readonly management: NormalizedMount["management"];
  /** The Secrets that it fills. */
  readonly secrets: readonly { readonly name: string; readonly isEnv: boolean }[];
  readonly manifest: Manifest;
}

export function secretProviderClassesOf(
  { keyVaults, namespace, cloudName }: NormalizedArgs,
  identity: Pick<WorkloadIdentity, "clientId" | "tenantId">,
): SecretProviderClassOfVault[] {
  return keyVaults.flatMap(({ key, path, vault, tenantId = identity.tenantId, objects, mount }) => {
    if (!mount) return [];
    const { secretProviderClassName: name, labels, annotations, management } = mount;
    const { secrets, secretObjects, envSecretName } = mount;
    const manifest = secretProviderClassManifest({
      metadata: { name, namespace, labels, annotations },
      clientId: identity.clientId,
      tenantId,
      cloudName,
      vaultName: vault.name,
      objects,
      // An empty list would be a difference to what the API server keeps.
      secretObjects: secrets.length > 0 ? secretObjects : undefined,
    });
    const named = secrets.map(({ secretName }) => ({
      name: secretName,
      isEnv: secretName === envSecretName,
    }));
    return [{ key, path, management, secrets: named, manifest }];
  });
}

/** The SecretProviderClasses that no other owner applies, once the pods that use them could mount. */
export function applySecretProviderClasses(
  context: ComponentContext,
  classes: readonly SecretProviderClassOfVault[],
  ready: readonly pulumi.Resource[],
): pulumi.Resource[] {
  for (const one of classes) reserveSecrets(context, one);
  return classes
    .filter(({ management }) => management === "Create")
    .map(({ key, path, manifest }) => {
      reserveObject(context, manifest, ownName, `${path}.secretProviderClass.name`);
      const child = childName.secretProviderClass(context.name, key);
      return new CustomResource(child, manifest, childOptions(context, ready));
    });
}

/** The driver overwrites Secrets, also where another owner applies the class. */
function reserveSecrets(
  context: ComponentContext,
  { path, manifest, secrets }: SecretProviderClassOfVault,
): void {
  const { namespace } = manifest.metadata;
  for (const { name, isEnv } of secrets) {
    const secret = { kind: "Secret", metadata: { name, namespace } };
    reserveObject(context, secret, ownName, `${path}.${isEnv ? "envSecretName" : "syncedSecrets"}`);
  }
}
