/** One object of a vault with its defaults filled in, as the provider reads it. */

export type ObjectKind = "secret" | "key" | "cert";

/** As the addresses of objects and the permissions of access policies name the kinds. */
export type Collection = "secrets" | "keys" | "certificates";

export const collectionOf: Readonly<Record<ObjectKind, Collection>> = {
  secret: "secrets",
  key: "keys",
  cert: "certificates",
};

/** Of a key the provider mounts the public part. */
export const nounOf: Readonly<Record<ObjectKind, string>> = {
  secret: "secret",
  key: "public key",
  cert: "certificate",
};

interface VaultScope {
  readonly vault: string;
  /** Both only where the scope is one object. */
  readonly collection?: string;
  readonly objectName?: string;
}

/** Undefined where a scope is neither a vault nor an object of one. */
export function parseVaultScope(scope: string): VaultScope | undefined {
  const [, vault, collection, objectName] =
    /\/Microsoft\.KeyVault\/vaults\/([^/]+)(?:\/(secrets|keys|certificates)\/([^/]+))?$/i.exec(scope) ?? [];
  return vault === undefined ? undefined : { vault, collection: collection?.toLowerCase(), objectName };
}

export interface VaultObject {
  readonly fileName: string;
  readonly objectName: string;
  readonly objectType: ObjectKind;
  readonly objectVersion?: string;
  readonly objectVersionHistory?: number;
  readonly objectFormat?: string;
  readonly objectEncoding?: string;
  readonly filePermission?: string;
}

/** What an object puts into the volume: a file, or with a history of versions a folder of `0`, `1`, and so on. */
export type MountedFile = Pick<VaultObject, "fileName" | "objectVersionHistory">;

export function holdsFile({ fileName, objectVersionHistory = 0 }: MountedFile, file: string): boolean {
  if (objectVersionHistory <= 1) return file === fileName;
  const version = file.startsWith(`${fileName}/`) ? file.slice(fileName.length + 1) : "";
  return /^(?:0|[1-9]\d*)$/.test(version) && Number(version) < objectVersionHistory;
}
