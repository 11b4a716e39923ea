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

/** What an object puts into the volume: a file, or with a history of versions a folder of `0`, `1`, and so on. */
export type MountedFile = Pick<VaultObject, "fileName" | "objectVersionHistory">;

export function holdsFile({ fileName, objectVersionHistory = 0 }: MountedFile, file: string): boolean {
  if (objectVersionHistory <= 1) return file === fileName;
  const version = file.startsWith(`${fileName}/`) ? file.slice(fileName.length + 1) : "";
  return /^(?:0|[1-9]\d*)$/.test(version) && Number(version) < objectVersionHistory;
}
