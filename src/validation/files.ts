/** How the files of one vault fit together, and what refers to them. */

import { holdsFile, type MountedFile, type ObjectKind, type VaultObject } from "../model/vault-object";
import { isMap } from "./check";
import { keysOfSecretType, mountedFile, noFileInFile, ownFolder, ownOfVault, tlsSource } from "./file-rules";
import { entry, type Issue, show } from "./issue";
import { didYouMean } from "./near";
import { issue } from "./rule";

/** A file cannot also be a folder; the driver would fail while it writes. */
export function fileClashes(objects: readonly MountedFile[], path: string): Issue[] {
  const names = new Set(objects.map((object) => object.fileName));
  return [...names].flatMap((name) => {
    const folder = foldersOf(name).find((parent) => names.has(parent));
    if (folder === undefined) return [];
    return [issue(noFileInFile, entry(path, name), { fill: { folder: show(folder) } })];
  });
}

function foldersOf(fileName: string): string[] {
  const parts = fileName.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** References of `env` or of a synced Secret to files that are not mounted. */
export function missingFiles(
  data: Readonly<Record<string, unknown>>,
  path: string,
  objects: readonly MountedFile[],
): Issue[] {
  // Then it has been reported that there are none.
  if (objects.length === 0) return [];
  const some = objects.slice(0, 10).map(showFiles);
  const listed = [...some, ...(objects.length > 10 ? ["…"] : [])].join(", ");
  const written = new Map(objects.map((object) => [object.fileName, firstFile(object)]));
  const suggest = (file: string) =>
    didYouMean(file, [...written.keys()], (name) => written.get(name) ?? name);
  return Object.entries(data).flatMap(([key, file]) => {
    if (typeof file === "string" && objects.some((object) => holdsFile(object, file))) return [];
    const remedy = typeof file === "string" && objects.length <= 100 ? suggest(file) : undefined;
    return [issue(mountedFile, entry(path, key), { received: show(file), remedy, fill: { files: listed } })];
  });
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
  /** In words, to follow "must be". */
  readonly wanted: string;
  readonly accepts: (keys: readonly string[]) => boolean;
  readonly remedy?: string;
}

const withKey = (key: string): KeysOfType => ({
  wanted: `a map with the key ${key}`,
  accepts: (keys) => keys.includes(key),
});

/** What Kubernetes asks of a Secret's keys; into one for TLS the driver puts nothing else. */
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

export function secretTypeKeys(type: string, data: Readonly<Record<string, unknown>>, path: string): Issue[] {
  const ofType = Object.hasOwn(keysOfType, type) ? keysOfType[type] : undefined;
  const keys = Object.keys(data);
  if (!ofType || ofType.accepts(keys)) return [];
  const { wanted, remedy } = ofType;
  return [issue(keysOfSecretType, path, { received: show(keys), remedy, fill: { keys: wanted, type } })];
}

/** What each key of a Secret for TLS can be taken from: into `tls.key` the driver puts an empty key in silence. */
const typesForTls = new Map<string, readonly ObjectKind[]>([
  ["tls.crt", ["secret", "cert"]],
  ["tls.key", ["secret"]],
]);

/** The Secret for TLS that is filled from this file. */
export function tlsSecretOf(secrets: unknown, file: string): string | undefined {
  const found = Object.entries(isMap(secrets) ? secrets : {}).find(
    ([, secret]) =>
      isMap(secret) &&
      secret.type === "kubernetes.io/tls" &&
      isMap(secret.data) &&
      Object.values(secret.data).includes(file),
  );
  return found?.[0];
}

export function tlsSources(
  type: string,
  data: Readonly<Record<string, unknown>>,
  path: string,
  objects: readonly VaultObject[],
): Issue[] {
  if (type !== "kubernetes.io/tls") return [];
  return Object.entries(data).flatMap(([key, file]) => {
    const types = typesForTls.get(key);
    const object = objects.find((one) => typeof file === "string" && holdsFile(one, file));
    if (!types || !object || types.includes(object.objectType)) return [];
    const received = `${show(file)} of type ${show(object.objectType)}`;
    const fill = { types: types.map(show).join(" or "), file: key };
    return [issue(tlsSource, entry(path, key), { received, fill })];
  });
}

/** Things that must differ across the vaults of one component, such as mount paths. */
export function duplicates(things: readonly { path: string; value: string }[], thing: string): Issue[] {
  return things.flatMap(({ path, value }, index) => {
    const first = things.slice(0, index).find((other) => other.value === value);
    if (!first) return [];
    return [issue(ownOfVault, path, { received: show(value), fill: { thing, other: first.path } })];
  });
}

/** Folders that lie in each other: a volume is read-only, and nothing can be mounted inside of it. */
export function overlappingFolders(things: readonly { path: string; value: string }[]): Issue[] {
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

function asFolder(path: string): string {
  return `${path
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== ".")
    .join("/")}/`;
}
