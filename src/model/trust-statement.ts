/** The trust statement: who will be able to read what, in plain words, for the reviewer of a preview. */

import { quote } from "./quote";
import type { SecretObject } from "./secret-provider-class";
import { describeAccess, type VaultAccess } from "./vault-access";
import type { VaultObject } from "./vault-object";

export interface TrustFacts {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Empty where the identity is federated elsewhere. */
  readonly clusters: readonly ClusterFacts[];
  /** Words for the identity, such as `a new user-assigned identity`. */
  readonly identity: string;
  /** Whether it existed before: with rights and credentials of its own. */
  readonly takenOver: boolean;
  readonly vaults: readonly VaultFacts[];
}

export interface ClusterFacts {
  readonly key: string;
  /** What the key does not tell: whose tokens are trusted, where it is not the AKS cluster of that name. */
  readonly remark?: string;
}

export interface VaultFacts {
  readonly key: string;
  /** Undefined while it is not known. */
  readonly name: string | undefined;
  readonly access: VaultAccess;
  readonly objects: readonly VaultObject[];
  /** The Secrets that are filled from the mounted files; undefined where nothing is mounted. */
  readonly secretObjects: readonly SecretObject[] | undefined;
}

export function trustStatement(facts: TrustFacts): string {
  const { namespace, vaults } = facts;
  const can = vaults.flatMap((vault) => describeAccess(vault.access, describeVault(vault)));
  return [
    `${describePods(facts)} acts as ${facts.identity}${can.length > 0 ? " and can:" : "."}`,
    ...can.map((phrase) => `  - ${phrase}`),
    ...(can.length > 0 ? [] : ["Its rights are granted elsewhere."]),
    ...vaults.flatMap((vault) => describeFiles(vault, namespace)),
    ...(facts.takenOver
      ? ["The identity existed before: its earlier rights and other credentials stay."]
      : []),
    `Whoever may create pods or service account tokens in ${quote(namespace)} can act as it too.`,
  ].join("\n");
}

function describePods({ namespace, serviceAccount, clusters }: TrustFacts): string {
  const who = `that runs as service account ${quote(serviceAccount)}`;
  if (clusters.length === 0) {
    return `Any pod in namespace ${quote(namespace)} ${who}, on whatever clusters were federated elsewhere,`;
  }
  return `Any pod in namespace ${quote(namespace)} of ${listClusters(clusters)} ${who}`;
}

/** A vault whose name is not known yet must not be taken for the one that its key may happen to name. */
function describeVault({ key, name }: VaultFacts): string {
  return name === undefined ? `a vault not known yet (key ${quote(key)})` : `vault ${quote(name)}`;
}

function describeFiles(vault: VaultFacts, namespace: string): string[] {
  const { name, objects, secretObjects } = vault;
  const where = name === undefined ? describeVault(vault) : quote(name);
  const files = objects.map(describeFile).sort().join(", ");
  if (secretObjects === undefined)
    return [`Read from ${where} by the workload itself, not mounted: ${files}.`];
  const copies = secretObjects.map(
    ({ secretName, data }) =>
      `Copied into Kubernetes Secret ${quote(secretName)} (${Object.keys(data).sort().join(", ")}): readable by whoever may read Secrets in ${quote(namespace)}.`,
  );
  return [`Mounted from ${where}: ${files}.`, ...copies];
}

function describeFile({ fileName, objectName, objectType }: VaultObject): string {
  const file = unlessPlain(fileName);
  if (objectType === "key") return `${file} (public key ${objectName})`;
  if (objectType === "cert") return `${file} (certificate ${objectName})`;
  return fileName === objectName ? file : `${file} (object ${objectName})`;
}

/** In quotes where it could be read as more than a file name. */
function unlessPlain(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : quote(text);
}

function listClusters(clusters: readonly ClusterFacts[]): string {
  const names = clusters.map(({ key, remark }) => `${quote(key)}${remark ? ` (${remark})` : ""}`);
  const last = names.pop() ?? "";
  return names.length === 0 ? `cluster ${last}` : `clusters ${names.join(", ")} and ${last}`;
}
