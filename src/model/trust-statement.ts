/** The trust statement: who will be able to read what, in plain words, for the reviewer of a preview. */

import type { SecretObject } from "./secret-provider-class";
import { describeAccess, type VaultAccess } from "./vault-access";
import type { VaultObject } from "./vault-object";

export interface TrustFacts {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Empty where the identity is federated elsewhere. */
  readonly clusters: readonly string[];
  /** Words for the identity, such as `a new user-assigned identity`. */
  readonly identity: string;
  /** Whether it existed before: with rights and credentials of its own. */
  readonly takenOver: boolean;
  readonly vaults: readonly VaultFacts[];
}

export interface VaultFacts {
  readonly name: string;
  readonly access: VaultAccess;
  readonly objects: readonly VaultObject[];
  /** The Secrets that are filled from the mounted files; undefined where nothing is mounted. */
  readonly secretObjects: readonly SecretObject[] | undefined;
}

export function trustStatement(facts: TrustFacts): string {
  const { namespace, vaults } = facts;
  const can = vaults.flatMap(({ access, name }) => describeAccess(access, name));
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

function describeFiles({ name, objects, secretObjects }: VaultFacts, namespace: string): string[] {
  const files = objects.map(describeFile).sort().join(", ");
  if (secretObjects === undefined)
    return [`Read from ${quote(name)} by the workload itself, not mounted: ${files}.`];
  const copies = secretObjects.map(
    ({ secretName, data }) =>
      `Copied into Kubernetes Secret ${quote(secretName)} (${Object.keys(data).sort().join(", ")}): readable by whoever may read Secrets in ${quote(namespace)}.`,
  );
  return [`Mounted from ${quote(name)}: ${files}.`, ...copies];
}

function describeFile({ fileName, objectName, objectType }: VaultObject): string {
  if (objectType === "key") return `${fileName} (public key ${objectName})`;
  if (objectType === "cert") return `${fileName} (certificate ${objectName})`;
  return fileName === objectName ? fileName : `${fileName} (object ${objectName})`;
}

function listClusters(clusters: readonly string[]): string {
  const names = clusters.map(quote);
  const last = names.pop() ?? "";
  return names.length === 0 ? `cluster ${last}` : `clusters ${names.join(", ")} and ${last}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
