/** One object of a vault with its defaults filled in, as the provider reads it. */

export type ObjectKind = "secret" | "key" | "cert";

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

/** The files that an object puts into the volume: with a history of versions it becomes a folder. */
export function filesOf(object: Pick<VaultObject, "fileName" | "objectVersionHistory">): string[] {
  const versions = object.objectVersionHistory ?? 0;
  if (versions <= 1) return [object.fileName];
  return Array.from({ length: versions }, (_, index) => `${object.fileName}/${index}`);
}
