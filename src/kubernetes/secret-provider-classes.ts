import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import type { SecretObject } from "../model/secret-provider-class";
import type { VaultObject } from "../model/vault-object";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { type TextMap, unlessEmpty } from "../pulumi/text-map";
import { ownName } from "../rules/across-components";
import { type Manifest, secretProviderClassManifest } from "./manifest";
import { reserveObject } from "./reserve-object";

interface MountedVault {
  readonly key: string;
  readonly path: string;
  readonly vault: pulumi.Output<{ readonly name: string }>;
  /** Where it is not the identity's. */
  readonly tenantId?: pulumi.Output<string>;
  readonly objects: pulumi.Output<VaultObject[]>;
  /** Left out where the workload reads the vault itself. */
  readonly mount?: {
    readonly secretProviderClassName: pulumi.Output<string>;
    readonly management: "Create" | "External";
    readonly labels?: TextMap;
    readonly annotations?: TextMap;
    readonly secrets: readonly SecretObject[];
    /** The name of the one behind the environment variables. */
    readonly envSecretName: string;
    readonly secretObjects: pulumi.Output<SecretObject[]>;
  };
}

interface ClassInputs {
  readonly namespace: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly cloudName?: string;
}

export interface SecretProviderClassOfVault {
  readonly key: string;
  readonly path: string;
  readonly management: "Create" | "External";
  /** The Secrets that it fills. */
  readonly secrets: readonly { readonly name: string; readonly isEnv: boolean }[];
  readonly manifest: Manifest;
}

export function secretProviderClassesOf(
  vaults: readonly MountedVault[],
  { namespace, ...identity }: ClassInputs,
): SecretProviderClassOfVault[] {
  return vaults.flatMap(({ key, path, vault, tenantId = identity.tenantId, objects, mount }) => {
    if (!mount) return [];
    const { secretProviderClassName: name, labels, annotations, management } = mount;
    const { secrets, secretObjects, envSecretName } = mount;
    const manifest = secretProviderClassManifest({
      // The API server drops an empty map, which the provider would then report as a change in each preview.
      metadata: { name, namespace, labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) },
      ...identity,
      tenantId,
      vaultName: vault.name,
      objects,
      secretObjects,
      hasSecretObjects: secrets.length > 0,
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
