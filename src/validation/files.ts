/** How the files of one vault fit together, and what refers to them. */

import { holdsFile, type MountedFile, type ObjectKind, type VaultObject } from "../model/vault-object";
import { entry, type Issue, show } from "./issue";
import { didYouMean } from "./near";

/** A file cannot also be a folder; the driver would fail while it writes. */
export function fileClashes(objects: readonly MountedFile[], path: string): Issue[] {
  const names = new Set(objects.map((object) => object.fileName));
  return [...names].flatMap((name) => {
    const folder = foldersOf(name).find((parent) => names.has(parent));
    if (folder === undefined) return [];
    return [
      {
        path: entry(path, name),
        expected: `outside of ${show(folder)}, which is a file or a folder of versions`,
        remedy: "Rename one of the two files.",
      },
    ];
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
  const expected = `one of the vault's files: ${[...some, ...(objects.length > 10 ? ["…"] : [])].join(", ")}`;
  const names = objects.map(({ fileName }) => fileName);
  return Object.entries(data).flatMap(([key, file]) => {
    if (typeof file === "string" && objects.some((object) => holdsFile(object, file))) return [];
    const remedy = typeof file === "string" && objects.length <= 100 ? didYouMean(file, names) : undefined;
    return [{ path: entry(path, key), expected, received: show(file), remedy }];
  });
}

function showFiles({ fileName, objectVersionHistory = 0 }: MountedFile): string {
  if (objectVersionHistory <= 1) return show(fileName);
  return `${show(`${fileName}/0`)} to ${show(`${fileName}/${objectVersionHistory - 1}`)}`;
}

interface KeyRule {
  readonly expected: string;
  readonly accepts: (keys: readonly string[]) => boolean;
  readonly remedy?: string;
}

const withKey = (key: string): KeyRule => ({
  expected: `a map with the key ${key}`,
  accepts: (keys) => keys.includes(key),
});

const remedyForTls = "Both normally name the same file, a secret that backs a certificate.";

/** What Kubernetes asks of a Secret's keys; into one for TLS the driver puts nothing else. */
const keysOfType: Record<string, KeyRule> = {
  "kubernetes.io/tls": {
    expected: "a map with the keys tls.crt and tls.key",
    accepts: (keys) => [...keys].sort().join() === "tls.crt,tls.key",
    remedy: remedyForTls,
  },
  "kubernetes.io/dockerconfigjson": withKey(".dockerconfigjson"),
  "kubernetes.io/dockercfg": withKey(".dockercfg"),
  "kubernetes.io/ssh-auth": withKey("ssh-privatekey"),
  "kubernetes.io/basic-auth": {
    expected: "a map with the key username or password, or both",
    accepts: (keys) => keys.includes("username") || keys.includes("password"),
  },
};

export function secretTypeKeys(type: string, data: Readonly<Record<string, unknown>>, path: string): Issue[] {
  const rule = Object.hasOwn(keysOfType, type) ? keysOfType[type] : undefined;
  const keys = Object.keys(data);
  if (!rule || rule.accepts(keys)) return [];
  const expected = `${rule.expected}, for the type ${type}`;
  return [{ path, expected, received: show(keys), remedy: rule.remedy }];
}

/** What each key of a Secret for TLS can be taken from: into `tls.key` the driver puts an empty key in silence. */
const typesForTls = new Map<string, readonly ObjectKind[]>([
  ["tls.crt", ["secret", "cert"]],
  ["tls.key", ["secret"]],
]);

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
    const expected = `a file of type ${types.map(show).join(" or ")}, for ${key}`;
    const received = `${show(file)} of type ${show(object.objectType)}`;
    return [{ path: entry(path, key), expected, received, remedy: remedyForTls }];
  });
}

/** Things that must differ across the vaults of one component, such as mount paths. */
export function duplicates(things: readonly { path: string; value: string }[], what: string): Issue[] {
  return things.flatMap(({ path, value }, index) => {
    const first = things.slice(0, index).find((other) => other.value === value);
    if (!first) return [];
    return [{ path, expected: `a ${what} of its own and not that of ${first.path}`, received: show(value) }];
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
    return [
      {
        path,
        expected: `a folder of its own and not that of ${other.path} or inside it`,
        received: show(value),
      },
    ];
  });
}

function asFolder(path: string): string {
  return `${path
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== ".")
    .join("/")}/`;
}
