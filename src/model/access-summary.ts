/** The access summary: who will be able to read what, in plain words, for the reviewer of a preview. */

import { outputLines, type Statement } from "./output-lines";
import { quote } from "./quote";
import type { SecretObject } from "./secret-provider-class";
import { describeAccess, type VaultAccess } from "./vault-access";
import { nounOf, type ObjectKind, type VaultObject } from "./vault-object";

export interface AccessFacts {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Empty where the identity is federated elsewhere. */
  readonly clusters: readonly ClusterFacts[];
  /** Words for the identity, such as `a new user-assigned identity`. */
  readonly identity: string;
  /** Where it comes from, to follow "The identity"; undefined where this component creates it. */
  readonly origin: string | undefined;
  /** Object ids of the owners of a new application; undefined while they are not known. */
  readonly owners: readonly string[] | undefined;
  readonly vaults: readonly VaultFacts[];
  /** Roles on other resources: their key, and a phrase. */
  readonly roles?: readonly (readonly [key: string, phrase: string])[];
  /** Sentences about children that a transform has changed. */
  readonly changed?: readonly string[];
}

export interface ClusterFacts {
  readonly key: string;
  /** What the key does not show: where the AKS cluster of that name is, or whose tokens are trusted instead. */
  readonly remark: string;
}

export interface VaultFacts {
  readonly key: string;
  /** Undefined while it is not known. */
  readonly name: string | undefined;
  readonly access: VaultAccess;
  readonly objects: readonly VaultObject[];
  /** Undefined where nothing is mounted. */
  readonly mount: MountFacts | undefined;
}

interface MountFacts {
  /** Whether another owner applies the SecretProviderClass. */
  readonly appliedElsewhere: boolean;
  /** The Secrets that are filled from the mounted files. */
  readonly secretObjects: readonly SecretObject[];
}

/** By subject, in an order that reads well: pods, who they are, what they can do, what that leads to, who else. */
export function accessSummary(facts: AccessFacts): Record<string, string> {
  const { namespace, vaults, roles = [] } = facts;
  const can = [
    ...vaults.flatMap(describeVaultAccess),
    ...roles.map(([key, phrase]): Statement => [`can: role ${key}`, phrase]),
  ];
  return outputLines([
    ...describePods(facts),
    ["as", `acts as ${facts.identity}${can.length > 0 ? " and can:" : "."}`],
    ...can,
    ...(can.length > 0 ? [] : [["can", "Its permissions are granted elsewhere."] as const]),
    ...vaults.flatMap(describeBothModels),
    ...vaults.flatMap((vault) => describeFiles(vault, namespace)),
    ...describeChanges(facts.changed),
    ...describeOrigin(facts.origin),
    ...describeOwners(facts.owners),
    [
      "who else: pods",
      `Anyone who can create pods or service account tokens in ${quote(namespace)} can act as it too.`,
    ],
  ]);
}

/** A line for each cluster, so that another one changes no other line. */
function describePods({ namespace, serviceAccount, clusters }: AccessFacts): Statement[] {
  const pods = `Any pod in namespace ${quote(namespace)}`;
  const who = `that runs as service account ${quote(serviceAccount)}`;
  const federated = clusters.map(
    ({ key, remark }): Statement => [
      `any pod on ${key}`,
      `${pods} of cluster ${quote(key)} (${remark}) ${who}`,
    ],
  );
  const elsewhere: Statement = ["any pod", `${pods} ${who}, on the clusters that were federated elsewhere,`];
  // Kubernetes gives it to every pod that names none.
  const unnamed: Statement = [
    "any pod without account",
    `That is every pod in ${quote(namespace)} that names no service account.`,
  ];
  return [
    ...(clusters.length === 0 ? [elsewhere] : federated),
    ...(serviceAccount === "default" ? [unnamed] : []),
  ];
}

function describeVaultAccess(vault: VaultFacts): Statement[] {
  const phrases = describeAccess(vault.access, describeVault(vault));
  return phrases.map(([grant, phrase]) => [["can: ", vault.key, grant && `/${grant}`].join(""), phrase]);
}

/** A vault whose name is not known yet must not be taken for the one that its key may happen to name. */
function describeVault({ key, name }: VaultFacts): string {
  return name === undefined ? `a vault not known yet (key ${quote(key)})` : `vault ${quote(name)}`;
}

function describeBothModels(vault: VaultFacts): Statement[] {
  if (vault.access.kind !== "both") return [];
  const sentence = `Of the role assignments and the access policy on ${describeVault(vault)}, its permission model decides which count.`;
  return [[`can: ${vault.key}, which`, sentence]];
}

function describeFiles(vault: VaultFacts, namespace: string): Statement[] {
  const { key, name, objects, mount } = vault;
  const where = name === undefined ? describeVault(vault) : quote(name);
  const files = objects.map(describeFile).sort().join(", ");
  const subject = `files: ${key}`;
  if (mount === undefined) {
    return [[subject, `Read from ${where} by the workload itself, not mounted: ${files}.`]];
  }
  const how = mount.appliedElsewhere ? ", by a SecretProviderClass that another owner applies" : "";
  const copies = mount.secretObjects.map(
    ({ secretName, data }): Statement => [
      `secret: ${secretName}`,
      `Copied into Kubernetes Secret ${quote(secretName)} (${describeData(data)}): readable by anyone who can read Secrets in ${quote(namespace)}.`,
    ],
  );
  return [[subject, `Mounted from ${where}${how}: ${files}.`], ...copies];
}

function describeFile({ fileName, objectName, objectType, objectVersionHistory = 0 }: VaultObject): string {
  const named =
    objectType === "secret" && fileName === objectName ? [] : [`${nouns[objectType]} ${objectName}`];
  // The provider keeps one more than it is asked for.
  const versions = objectVersionHistory > 1 ? [`up to ${objectVersionHistory + 1} versions`] : [];
  const remarks = [...named, ...versions].join(", ");
  return `${unlessPlain(fileName)}${remarks && ` (${remarks})`}`;
}

const nouns: Record<ObjectKind, string> = { ...nounOf, secret: "object" };

/** Which key of a Secret holds what. */
function describeData(data: SecretObject["data"]): string {
  return Object.entries(data)
    .map(([key, file]) => (key === file ? key : `${key} from ${unlessPlain(file)}`))
    .sort()
    .join(", ");
}

function describeOrigin(origin: string | undefined): Statement[] {
  if (origin === undefined) return [];
  const consequence = "its other permissions stay, and anyone with another credential of it can do the same.";
  return [["who else: credentials", `The identity ${origin}: ${consequence}`]];
}

/** Owners of an application can add credentials to it. */
function describeOwners(owners: AccessFacts["owners"]): Statement[] {
  if (owners?.length === 0) return [];
  const who = owners?.map(quote).sort().join(", ") ?? "not known yet";
  return [["who else: owners", `Owners of the application, who can act as it too: ${who}.`]];
}

function describeChanges(changed: readonly string[] = []): Statement[] {
  if (changed.length === 0) return [];
  const heading =
    "A transform or an option of the program has changed this, and what is said above does not hold for it:";
  return [heading, ...changed].map((sentence) => ["transforms", sentence]);
}

/** In quotes where it could be read as more than a file name. */
function unlessPlain(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : quote(text);
}
