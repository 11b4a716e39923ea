import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { formatObjects, formatSecretObject, providerParameters } from "../model/secret-provider-class";
import { csiProviderName, secretProviderClassApiVersion, secretProviderClassKind } from "../model/vocabulary";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { unlessEmpty } from "../pulumi/text-map";
import { ownName } from "../rules/across-components";
import type { NormalizedArgs, NormalizedKeyVault, NormalizedMount, WorkloadIdentity } from "../workload";
import type { Manifest } from "./manifest";
import { reserveObject } from "./reserve-object";

export interface SecretProviderClassOfVault {
  readonly key: string;
  readonly path: string;
  readonly mount: NormalizedMount;
  readonly manifest: Manifest;
}

type ClientAndTenant = Pick<WorkloadIdentity, "clientId" | "tenantId">;

export function secretProviderClassesOf(
  { keyVaults, namespace, cloudName }: NormalizedArgs,
  identity: ClientAndTenant,
): SecretProviderClassOfVault[] {
  return keyVaults.flatMap((vault) => {
    const { key, path, mount } = vault;
    if (!mount) return [];
    const { secretProviderClassName: name, labels, annotations } = mount;
    const manifest = {
      apiVersion: secretProviderClassApiVersion,
      kind: secretProviderClassKind,
      // The API server drops an empty map, which the provider would then report as a change in each preview.
      metadata: { name, namespace, labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) },
      spec: specOf(vault, mount, identity, cloudName),
    };
    return [{ key, path, mount, manifest }];
  });
}

function specOf(
  { vault, tenantId, objects }: NormalizedKeyVault,
  { secrets, secretObjects }: NormalizedMount,
  identity: ClientAndTenant,
  cloudName: string | undefined,
): NonNullable<Manifest["spec"]> {
  return {
    provider: csiProviderName,
    parameters: providerParameters<pulumi.Input<string>>({
      clientId: identity.clientId,
      tenantId: tenantId ?? identity.tenantId,
      vaultName: vault.name,
      objects: derive(objects, formatObjects),
      cloudName,
    }),
    // An empty list would be a difference to what the API server keeps.
    ...(secrets.length > 0 && {
      secretObjects: derive(secretObjects, (list) => list.map(formatSecretObject)),
    }),
  };
}

/** The SecretProviderClasses that no other owner applies, once the pods that use them could mount. */
export function applySecretProviderClasses(
  context: ComponentContext,
  classes: readonly SecretProviderClassOfVault[],
  ready: readonly pulumi.Resource[],
): pulumi.Resource[] {
  for (const one of classes) reserveSecrets(context, one);
  return classes
    .filter(({ mount }) => mount.management === "Create")
    .map(({ key, path, manifest }) => {
      reserveObject(context, manifest, ownName, `${path}.secretProviderClass.name`);
      const child = childName.secretProviderClass(context.name, key);
      return new CustomResource(child, manifest, childOptions(context, ready));
    });
}

/** The driver overwrites Secrets, also where another owner applies the class. */
function reserveSecrets(
  context: ComponentContext,
  { path, manifest, mount }: SecretProviderClassOfVault,
): void {
  const { namespace } = manifest.metadata;
  for (const { secretName: name } of mount.secrets) {
    const secret = { kind: "Secret", metadata: { name, namespace } };
    const property = name === mount.envSecretName ? "envSecretName" : "syncedSecrets";
    reserveObject(context, secret, ownName, `${path}.${property}`);
  }
}
