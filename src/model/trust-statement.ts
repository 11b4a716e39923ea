/** The trust statement: who will be able to read what, in plain words, for the reviewer of a preview. */

import type { Right } from "./rights";
import type { SecretObject } from "./secret-provider-class";
import type { ObjectKind, VaultObject } from "./vault-object";

export interface TrustFacts {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly clusters: readonly string[];
  /** Words for the identity, such as `a new user-assigned identity`. */
  readonly identity: string;
  readonly vaults: readonly VaultFacts[];
}

export interface VaultFacts {
  readonly name: string;
  readonly rights: readonly Right[];
  readonly objects: readonly VaultObject[];
  readonly secretObjects: readonly SecretObject[];
}

export function trustStatement(facts: TrustFacts): string {
  const { namespace, serviceAccount, clusters, identity, vaults } = facts;
  return [
    `Any pod in namespace ${quote(namespace)} of ${listClusters(clusters)} that runs as service account ${quote(serviceAccount)} acts as ${identity} and can:`,
    ...vaults.flatMap((vault) => vault.rights.map((right) => `  - ${describeRight(right, vault.name)}`)),
    ...vaults.flatMap((vault) => describeFiles(vault, namespace)),
    `Whoever may create pods or service account tokens in ${quote(namespace)} can act as it too.`,
  ].join("\n");
}

function describeRight(right: Right, vault: string): string {
  if (!right.object) {
    const [before, after] = right.role.onVault;
    return `${before} vault ${quote(vault)}${after} (role ${right.role.name} on the vault)`;
  }
  const what = `${nouns[right.object.objectType]} ${quote(right.object.objectName)}`;
  const remark =
    right.object.objectType === "secret" ? ", with its private key if it backs a certificate" : "";
  return `read ${what} of vault ${quote(vault)}${remark} (role ${right.role.name} on the object)`;
}

/** The sentence that a role assignment carries; without clusters, so that a swap of clusters leaves it alone. */
export function describeGrant(
  right: Right,
  vault: string,
  namespace: string,
  serviceAccount: string,
): string {
  return `Service account ${quote(serviceAccount)} in namespace ${quote(namespace)} can ${describeRight(right, vault)}.`;
}

function describeFiles({ name, objects, secretObjects }: VaultFacts, namespace: string): string[] {
  const files = objects.map(describeFile).sort();
  const copies = secretObjects.map(
    ({ secretName, data }) =>
      `Copied into Kubernetes Secret ${quote(secretName)} (${Object.keys(data).sort().join(", ")}): readable by whoever may read Secrets in ${quote(namespace)}.`,
  );
  return [`Mounted from ${quote(name)}: ${files.join(", ")}.`, ...copies];
}

const nouns: Record<ObjectKind, string> = { secret: "secret", key: "public key", cert: "certificate" };

function describeFile({ fileName, objectName, objectType }: VaultObject): string {
  if (objectType !== "secret") return `${fileName} (${nouns[objectType]} ${objectName})`;
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
