/** The rules about how the files of a vault fit together, and what refers to them. */

import type { Rule } from "./rule";
import * as source from "./sources";

const objects = "keyVaults.<key>.objects";
const data = "keyVaults.<key>.syncedSecrets.<key>.data";

export const noFileInFile: Rule = {
  id: "no-file-in-file",
  appliesTo: [`keys of ${objects}`],
  expected: "outside of <folder>, which is a file or a folder of versions",
  source: `${source.driverFiles}: a file cannot also be a folder`,
  remedy: "Rename one of the two files.",
  stricter: {
    versions: "a folder of versions is the provider's, which may put more into it than it is asked for",
  },
  checked: "at once",
};

export const mountedFile: Rule = {
  id: "mounted-file",
  appliesTo: [`${data}.<key>`, "keyVaults.<key>.env.<key>"],
  expected: "one of the vault's files: <files>",
  source: source.driverSecrets,
  stricter: {
    oneMore: "the provider keeps one version more than it is asked for; nobody may rely on that",
  },
  checked: "at once",
};

export const filledSecret: Rule = {
  id: "filled-secret",
  appliesTo: [data],
  expected: "a map with at least one entry: key in the Secret to file name",
  source: source.driverSecrets,
  checked: "at once",
};

export const keysOfSecretType: Rule = {
  id: "keys-of-secret-type",
  appliesTo: [data],
  expected: "<keys>, for the type <type>",
  source: `${source.coreValidation} of Secrets; ${source.driverSecrets}`,
  stricter: { refused: "the Kubernetes API refuses a Secret of that type without its keys" },
  checked: "at once",
};

export const tlsSource: Rule = {
  id: "tls-source",
  appliesTo: [`${data}.<key>`],
  expected: "a file of type <types>, for <file>",
  source: `${source.driverSecrets}: it takes the key out of a certificate-backed secret, and puts an empty key in silence`,
  remedy: "Both normally name the same file, a secret that backs a certificate.",
  checked: "at once",
};

export const tlsFormat: Rule = {
  id: "tls-format",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectFormat"],
  expected:
    'left out or "pem", since the Secret <secret> of type "kubernetes.io/tls" is filled from the file',
  source: `${source.driverSecrets}: it looks for PEM blocks only, and puts empty values in silence`,
  remedy: "Where the PFX is needed too, give the object a second file name.",
  checked: "on arrival",
};

export const ownOfVault: Rule = {
  id: "own-of-vault",
  appliesTo: [
    "keys of keyVaults.<key>.syncedSecrets",
    "keys of keyVaults.<key>.env",
    "keyVaults.<key>.env",
    "keyVaults.<key>.secretProviderClass.name",
  ],
  expected: "a <thing> of its own and not that of <other>",
  source:
    "Kubernetes: a name is unique in its namespace, a variable in its container; the CSI driver overwrites Secrets",
  checked: "on arrival",
};

export const ownFolder: Rule = {
  id: "own-folder",
  appliesTo: ["keyVaults.<key>.mountPath"],
  expected: "a folder of its own and not that of <other> or inside it",
  source: `${source.coreValidation} of volumeMounts: paths are unique; a volume is read-only, and nothing can be mounted inside of it`,
  checked: "on arrival",
};
