/** How the files of one vault fit together, and what refers to them. */

import type { SyncedSecret } from "../../args";
import { holdsFile, type MountedFile, type ObjectKind, type VaultObject } from "../../model/vault-object";
import {
  keysOfSecretType,
  mountedFile,
  noFileInFile,
  ownFolder,
  ownOfVault,
  tlsSource,
} from "../../rules/files";
import type { Issue } from "../../rules/issue";
import { foldersOf } from "../../rules/kubernetes-names";
import { nearest } from "../../rules/near";
import { entry } from "../../rules/path";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";

/** A file cannot also be a folder; the driver would fail while it writes. */
export function fileClashes(objects: readonly MountedFile[], path: string): Issue[] {
  const names = new Set(objects.map((object) => object.fileName));
  return [...names].flatMap((name) => {
    const folder = parentsOf(name).find((parent) => names.has(parent));
    if (folder === undefined) return [];
    return [issue(noFileInFile, entry(path, name), { fill: { folder: show(folder) } })];
  });
}

function parentsOf(fileName: string): string[] {
  const parts = fileName.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** References of `env` or of a synced Secret to files that are not mounted. */
export function missingFiles(
  data: Readonly<Record<string, string>>,
  vaultPath: string,
  path: string,
  objects: readonly VaultObject[],
): Issue[] {
  const some = objects.slice(0, 10).map(showFiles);
  const files = [...some, ...(objects.length > 10 ? ["…"] : [])].join(", ") || "none";
  return Object.entries(data).flatMap(([key, file]) => {
    if (objects.some((object) => holdsFile(object, file))) return [];
    const fill = { vault: vaultPath, files, hint: hintFor(file, objects) };
    return [issue(mountedFile, entry(path, key), { received: show(file), fill })];
  });
}

/** What was most likely meant by the name of a file that does not exist, as a sentence. */
function hintFor(file: string, objects: readonly VaultObject[]): string {
  const named = objects.find(({ objectName }) => objectName === file);
  if (named) return `It is the objectName of file ${show(firstFile(named))}. `;
  const written = new Map(objects.slice(0, 100).map((object) => [object.fileName, firstFile(object)]));
  const near = nearest(file, [...written.keys()]);
  return near === undefined ? "" : `Did you mean ${show(written.get(near))}? `;
}

function showFiles(object: MountedFile): string {
  const { fileName, objectVersionHistory = 0 } = object;
  if (objectVersionHistory <= 1) return show(fileName);
  return `${show(firstFile(object))} to ${show(`${fileName}/${objectVersionHistory - 1}`)}`;
}

/** With a history the name is a folder, and the newest version comes first. */
function firstFile({ fileName, objectVersionHistory = 0 }: MountedFile): string {
  return objectVersionHistory <= 1 ? fileName : `${fileName}/0`;
}

interface KeysOfType {
  /** What the keys must be. */
  readonly wanted: string;
  readonly accepts: (keys: readonly string[]) => boolean;
  readonly remedy?: string;
}

const withKey = (key: string): KeysOfType => ({
  wanted: `a map with the key ${key}`,
  accepts: (keys) => keys.includes(key),
});

/** What Kubernetes asks of a Secret's keys; the driver puts nothing else into one for TLS. */
const keysOfType: Record<string, KeysOfType> = {
  "kubernetes.io/tls": {
    wanted: "a map with the keys tls.crt and tls.key",
    accepts: (keys) => [...keys].sort().join() === "tls.crt,tls.key",
    remedy: tlsSource.remedy,
  },
  "kubernetes.io/dockerconfigjson": withKey(".dockerconfigjson"),
  "kubernetes.io/dockercfg": withKey(".dockercfg"),
  "kubernetes.io/ssh-auth": withKey("ssh-privatekey"),
  "kubernetes.io/basic-auth": {
    wanted: "a map with the key username or password, or both",
    accepts: (keys) => keys.includes("username") || keys.includes("password"),
  },
};

export function secretTypeKeys(type: string, data: Readonly<Record<string, string>>, path: string): Issue[] {
  const ofType = Object.hasOwn(keysOfType, type) ? keysOfType[type] : undefined;
  const keys = Object.keys(data);
  if (!ofType || ofType.accepts(keys)) return [];
  const { wanted, remedy } = ofType;
  return [issue(keysOfSecretType, path, { received: show(keys), remedy, fill: { keys: wanted, type } })];
}

/** What each key of a Secret for TLS can be taken from: the driver writes an empty `tls.key` without an error. */
const typesForTls = new Map<string, readonly ObjectKind[]>([
  ["tls.crt", ["secret", "cert"]],
  ["tls.key", ["secret"]],
]);

/** The TLS Secret that is filled from this file. */
export function tlsSecretOf(
  secrets: Readonly<Record<string, SyncedSecret>> | undefined,
  file: string,
): string | undefined {
  const found = Object.entries(secrets ?? {}).find(
    ([, { type, data }]) => type === "kubernetes.io/tls" && Object.values(data ?? {}).includes(file),
  );
  return found?.[0];
}

export function tlsSources(
  type: string,
  data: Readonly<Record<string, string>>,
  path: string,
  objects: readonly VaultObject[],
): Issue[] {
  if (type !== "kubernetes.io/tls") return [];
  return Object.entries(data).flatMap(([key, file]) => {
    const types = typesForTls.get(key);
    const object = objects.find((one) => holdsFile(one, file));
    if (!types || !object || types.includes(object.objectType)) return [];
    const received = `${show(file)} has type ${show(object.objectType)}`;
    const fill = { types: types.map(show).join(" or "), key };
    return [issue(tlsSource, entry(path, key), { received, fill })];
  });
}

interface Named {
  readonly path: string;
  readonly value: string;
}

/** Things that must differ across the vaults of one component, such as Secrets. */
export function duplicates(things: readonly Named[], thing: string): Issue[] {
  return things.flatMap(({ path, value }, index) => {
    const first = things.slice(0, index).find((other) => other.value === value);
    if (!first) return [];
    return [issue(ownOfVault, path, { received: show(value), fill: { thing, other: first.path } })];
  });
}

/** Folders that lie in each other: a volume is read-only, and nothing can be mounted inside of it. */
export function overlappingFolders(things: readonly Named[]): Issue[] {
  return things.flatMap(({ path, value }, index) => {
    const folder = asFolder(value);
    const other = things.find(
      (one, at) =>
        at !== index &&
        folder.startsWith(asFolder(one.value)) &&
        (at < index || asFolder(one.value) !== folder),
    );
    if (!other) return [];
    return [issue(ownFolder, path, { received: show(value), fill: { other: other.path } })];
  });
}

/** `/a//b` → `a/b/` */
function asFolder(path: string): string {
  return `${foldersOf(path).join("/")}/`;
}
