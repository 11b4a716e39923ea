/** What a SecretProviderClass says: parameters for the provider, Secrets for the driver. */

import type { VaultObject } from "./vault-object";
import { opaqueSecret, parameter } from "./vocabulary";

/** A Kubernetes Secret that the driver fills from mounted files. */
export interface SecretObject {
  readonly secretName: string;
  readonly type: string;
  /** Key in the Secret to file in the volume. */
  readonly data: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** `spec.parameters`; the values may still be on their way. */
export function providerParameters<T>(values: {
  clientId: T;
  tenantId: T;
  vaultName: T;
  objects: T;
  /** Left out for the public cloud, which is the provider's own default. */
  cloudName?: T;
}): Record<string, T> {
  return {
    [parameter.clientId]: values.clientId,
    ...(values.cloudName !== undefined && { [parameter.cloudName]: values.cloudName }),
    [parameter.keyVaultName]: values.vaultName,
    [parameter.objects]: values.objects,
    [parameter.tenantId]: values.tenantId,
  };
}

/** A YAML text with a list of YAML texts: the provider fails on a list of mappings. */
export function formatObjects(objects: readonly VaultObject[]): string {
  const sorted = [...objects].sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  // `|-` ends no text with a newline: Pulumi trims the whole before it compares, and the last object would lose its own.
  return `array:\n${sorted.map((object) => `  - |-\n${formatObject(object)}`).join("")}`;
}

function formatObject(object: VaultObject): string {
  const fields: [string, string | number | undefined][] = [
    ["objectName", object.objectName],
    ["objectType", object.objectType],
    ["objectVersion", object.objectVersion],
    ["objectVersionHistory", object.objectVersionHistory],
    ["objectAlias", object.fileName === object.objectName ? undefined : object.fileName],
    ["objectFormat", object.objectFormat],
    ["objectEncoding", object.objectEncoding],
    ["filePermission", object.filePermission],
  ];
  // JSON quotes what YAML would read as null, a number or a boolean; the history is an integer for the provider.
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
    .join("");
}

/** An entry of `spec.secretObjects`. */
export function formatSecretObject({ secretName, type, data, labels, annotations }: SecretObject) {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    secretName,
    type,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    data: entries.map(([key, objectName]) => ({ key, objectName })),
  };
}

/** The Secret behind the environment variables: each variable is a key of it. */
export function envSecretObject(secretName: string, env: Readonly<Record<string, string>>): SecretObject {
  return { secretName, type: opaqueSecret, data: env };
}
