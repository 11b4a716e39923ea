/** The rules about how the files of a vault fit together, and what refers to them. */

import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("immediately");
export const { all } = table;

const objects = "keyVaults.<key>.objects";
const data = "keyVaults.<key>.syncedSecrets.<key>.data";

export const noFileInFile = table.other({
  id: "no-file-in-file",
  appliesTo: [`keys of ${objects}`],
  expected: "outside of any other file",
  message: "<folder> is a file or a folder of versions, so nothing else can be inside of it.",
  source: `${source.driverFiles}: a file cannot also be a folder`,
  remedy: "Rename one of the two files.",
  stricter: {
    versions: "a folder of versions is the provider's, which may put more into it than it is asked for",
  },
});

export const mountedFile = table.other({
  id: "mounted-file",
  appliesTo: [`${data}.<key>`, "keyVaults.<key>.env.<key>"],
  expected: "one of the vault's files",
  message: "no file <received> is mounted from <vault>.",
  source: source.driverSecrets,
  remedy: "<hint>Mounted files: <files>.",
  stricter: {
    oneMore: "the provider keeps one version more than it is asked for; nobody may rely on that",
  },
});

/** etcd takes requests of 1.5 MiB; the API server adds its own fields. */
export const largestClass = 1.5 * 2 ** 20 - 16 * 2 ** 10;

export const classSize = table.other({
  id: "class-size",
  appliesTo: [objects],
  expected: "few enough for a SecretProviderClass of at most 1.5 MiB",
  message:
    "the SecretProviderClass, with these objects and its labels and annotations, would have <received> bytes, more than the 1.5 MiB that a cluster takes.",
  source: "etcd, --max-request-bytes: 1.5 MiB by default",
  remedy:
    "Divide the objects among several entries of keyVaults for the same vault, or shorten labels and annotations.",
  stricter: { room: "16 KiB are left for what the API server adds to the object" },
  checked: "once known",
});

export const filledSecret = table.count({
  id: "filled-secret",
  appliesTo: [data],
  expected: "a map with at least one entry: key in the Secret to file name",
  source: source.driverSecrets,
  atLeast: 1,
});

export const keysOfSecretType = table.other({
  id: "keys-of-secret-type",
  appliesTo: [data],
  expected: "<keys>, for the type <type>",
  source: `${source.coreValidation} of Secrets; ${source.driverSecrets}`,
  stricter: { refused: "the Kubernetes API refuses a Secret of that type without its keys" },
});

export const tlsSource = table.other({
  id: "tls-source",
  appliesTo: [`${data}.<key>`],
  expected: "a file that holds what the key of a TLS Secret needs",
  message: "<key> is taken from a file of type <types>, but <received>.",
  source: `${source.driverSecrets}: it takes the private key from a certificate-backed secret, and writes an empty key without an error`,
  remedy: "Both keys normally name the same file, a secret that backs a certificate.",
});

export const tlsFormat = table.other({
  id: "tls-format",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectFormat"],
  expected: 'left out or "pem" for a file that fills a TLS Secret',
  message: 'Secret <secret> of type "kubernetes.io/tls" is filled from this file, which must be PEM.',
  source: `${source.driverSecrets}: it looks for PEM blocks only, and writes empty values without an error`,
  remedy: "Leave it out. Where the PFX is needed too, give the object a second file name.",
  checked: "once known",
});

export const ownOfVault = table.other({
  id: "own-of-vault",
  appliesTo: [
    "keys of keyVaults.<key>.syncedSecrets",
    "keys of keyVaults.<key>.env",
    "keyVaults.<key>.envSecretName",
    "keyVaults.<key>.secretProviderClass.name",
  ],
  expected: "unique among the vaults of the component",
  message: "<thing> <received> is also that of <other>.",
  source:
    "Kubernetes: a name is unique in its namespace, a variable in its container; the CSI driver overwrites Secrets",
  remedy: "Rename one of the two.",
  checked: "once known",
});

export const ownFolder = table.other({
  id: "own-folder",
  appliesTo: ["keyVaults.<key>.mountPath"],
  expected: "outside of the folders of other vaults",
  message: "<received> is the folder of <other>, or inside of it.",
  source: `${source.coreValidation} of volumeMounts: paths are unique; a volume is read-only, and nothing can be mounted inside of it`,
  remedy: "Mount each vault in a folder of its own.",
  checked: "once known",
});
