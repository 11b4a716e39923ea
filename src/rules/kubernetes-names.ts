/** Names in Kubernetes. */

import { webhook } from "../model/vocabulary";
import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("once known");
export const { all } = table;

const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

export const namespaceName = table.pattern({
  id: "namespace",
  appliesTo: ["namespace"],
  expected:
    "a namespace: 1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
  source: source.apiMachinery,
  pattern: new RegExp(`^${label}$`),
  max: 63,
});

export const objectName = table.pattern({
  id: "kubernetes-name",
  appliesTo: [
    "serviceAccount.name",
    "serviceAccount.imagePullSecrets[]",
    "keyVaults.<key>.secretProviderClass.name",
    "keyVaults.<key>.envSecretName",
    "keys of keyVaults.<key>.syncedSecrets",
    "the component's name",
  ],
  expected:
    "a Kubernetes name: 1 to 253 lower-case letters, digits, '-' and '.', each part between dots beginning and ending with a letter or digit",
  source: source.apiMachinery,
  pattern: new RegExp(`^${label}(?:\\.${label})*$`),
  max: 253,
});

export const secretKey = table.text({
  id: "secret-key",
  appliesTo: ["keys of keyVaults.<key>.syncedSecrets.<key>.data"],
  expected:
    "a key of a Secret: 1 to 253 letters, digits, '-', '_' and '.', neither '.' nor beginning with '..'",
  source: source.apiMachinery,
  checked: "immediately",
  accepts: (value) => /^[-._a-zA-Z0-9]{1,253}$/.test(value) && value !== "." && !value.startsWith(".."),
});

export const secretType = table.text({
  id: "secret-type",
  appliesTo: ["keyVaults.<key>.syncedSecrets.<key>.type"],
  expected: "the type of a Secret, such as Opaque",
  source: source.driverSecrets,
  checked: "immediately",
  accepts: (value) => value !== "",
});

export const environmentVariable = table.text({
  id: "environment-variable",
  appliesTo: ["keys of keyVaults.<key>.env"],
  expected:
    "the name of an environment variable: letters, digits, '_', '-' and '.', not beginning with a digit",
  source: source.coreValidation,
  checked: "immediately",
  accepts: (value) =>
    /^[-._a-zA-Z][-._a-zA-Z0-9]{0,252}$/.test(value) && value !== "." && !value.startsWith(".."),
});

/** The volume is `secrets-store-<key>`, a label of at most 63 characters. */
export const vaultKey = table.pattern({
  id: "vault-key",
  appliesTo: ["keys of keyVaults"],
  expected:
    "1 to 49 lower-case letters, digits and '-', beginning and ending with a letter or digit (it names the volume)",
  source: source.apiMachinery,
  checked: "immediately",
  pattern: new RegExp(`^${label}$`),
  max: 49,
  remedy: "Give the entry such a key; beside resourceGroupName, set the vault's own name as its `name`.",
});

const labelValue = /^(?:[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;

export const labelText = table.text({
  id: "label-value",
  appliesTo: [
    "podLabels.<key>",
    "serviceAccount.labels.<key>",
    "keyVaults.<key>.secretProviderClass.labels.<key>",
    "keyVaults.<key>.syncedSecrets.<key>.labels.<key>",
  ],
  expected:
    "a label value: at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
  source: source.apiMachinery,
  accepts: (value) => labelValue.test(value),
  free: true,
});

/** An optional DNS prefix, a slash, and a name. */
function isQualifiedName(value: string): boolean {
  const [name = "", prefix, ...more] = value.split("/").reverse();
  const hasName = name !== "" && labelValue.test(name);
  return hasName && more.length === 0 && (prefix === undefined || objectName.accepts(prefix));
}

export const labelKey = table.text({
  id: "label-key",
  appliesTo: [
    "keys of podLabels",
    "keys of serviceAccount.labels",
    "keys of keyVaults.<key>.secretProviderClass.labels",
    "keys of keyVaults.<key>.syncedSecrets.<key>.labels",
  ],
  expected:
    "a label key: a name of at most 63 letters, digits, '-', '_' and '.', optionally after a lower-case DNS prefix and '/'",
  source: source.apiMachinery,
  accepts: isQualifiedName,
});

export const annotationKey = table.text({
  id: "annotation-key",
  appliesTo: [
    "keys of serviceAccount.annotations",
    "keys of keyVaults.<key>.secretProviderClass.annotations",
    "keys of keyVaults.<key>.syncedSecrets.<key>.annotations",
  ],
  expected:
    "an annotation key: a name of at most 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'",
  source: `${source.apiMachinery}, pkg/api/validation/objectmeta.go: letter case does not matter in an annotation's key`,
  accepts: (value) => isQualifiedName(value.toLowerCase()),
});

/** Kubernetes takes 256 KiB. */
export const largestAnnotations = 255 * 2 ** 10;

export const annotationsSize = table.other({
  id: "annotations-size",
  appliesTo: [
    "serviceAccount.annotations",
    "keyVaults.<key>.secretProviderClass.annotations",
    "keyVaults.<key>.syncedSecrets.<key>.annotations",
  ],
  expected: "at most 255 KiB, all keys and values together",
  message:
    "the annotations have <received> bytes, all keys and values together; at most 255 KiB are allowed.",
  source: `${source.apiMachinery}, pkg/api/validation/objectmeta.go: TotalAnnotationSizeLimitB, 256 KiB`,
  remedy: "Keep long texts outside of annotations, in a ConfigMap for example.",
  stricter: { room: "1 KiB is left for the annotations that the component and other tools add" },
});

/** What Kubernetes mounts into every container, and what it must be able to mount inside of a read-only volume. */
const ownMounts = [
  ...["var/run", "run"].flatMap((run) =>
    ["kubernetes.io/serviceaccount", "azure"].map((folder) => `${run}/secrets/${folder}/`),
  ),
  "etc/hosts/",
  "etc/resolv.conf/",
];
const systemFolders = ["proc/", "sys/", "dev/"];

/** The root holds everything. */
function isOccupied(folder: string): boolean {
  const path = folder === "" ? "" : `${folder}/`;
  return (
    ownMounts.some((own) => own.startsWith(path) || path.startsWith(own)) ||
    systemFolders.some((own) => path.startsWith(own))
  );
}

const drive = /^[A-Za-z]:(?=[\\/])/;

export const mountPath = table.text({
  id: "mount-path",
  appliesTo: ["keyVaults.<key>.mountPath"],
  expected:
    "an absolute path of at most 1024 characters, without ':', '..' and control characters, and no folder of Kubernetes or the system: neither the root, /proc, /sys or /dev, nor /var/run/secrets/kubernetes.io/serviceaccount, /var/run/secrets/azure, /etc/hosts or /etc/resolv.conf, nothing inside of these and no folder above the latter, such as /var/run/secrets or /etc",
  source: `${source.coreValidation} of volumeMounts; a volume is read-only: neither the tokens nor /etc/hosts could be mounted inside of it`,
  stricter: { readable: "control and format characters are mistakes, and no listing shows them" },
  accepts: (value) => {
    const path = value.replace(drive, "");
    const folders = foldersOf(value).slice(isWindowsPath(value) ? 1 : 0);
    return (
      // Without a drive, a backslash is a letter of a relative path on Linux.
      (path !== value || path.startsWith("/")) &&
      value.length <= 1024 &&
      !/[:\p{Cc}\p{Cf}]/u.test(path) &&
      !folders.includes("..") &&
      !isOccupied(folders.join("/"))
    );
  },
});

export function isWindowsPath(path: string): boolean {
  return drive.test(path);
}

/** `C:\A\.\b` → `c:`, `a`, `b`: Windows does not regard letter case. */
export function foldersOf(path: string): string[] {
  const folders = (isWindowsPath(path) ? path.toLowerCase() : path).split(/[\\/]/);
  return folders.filter((folder) => folder !== "" && folder !== ".");
}

const isReserved = (key: string) => key.toLowerCase().startsWith(webhook.prefix);

/** Labels and annotations of the workload identity webhook follow from the other inputs. */
export const reservedKey = table.text({
  id: "reserved-key",
  appliesTo: ["keys of serviceAccount.labels", "keys of serviceAccount.annotations"],
  expected: `outside of ${webhook.prefix}`,
  message: `<received> is reserved: the component sets the keys that begin with ${webhook.prefix}.`,
  source: source.webhookMutation,
  remedy: "Leave it out.",
  stricter: {
    own: "the component writes what the webhook reads; anything else under that prefix is read by nobody",
  },
  accepts: (key) => !isReserved(key),
});

/** The labels of another component may be passed on, the webhook's own among them. */
export const reservedPodLabel = table.text({
  ...reservedKey,
  id: "reserved-pod-label",
  appliesTo: ["keys of podLabels"],
  accepts: (key) => key === webhook.useLabel || !isReserved(key),
});

export const useLabel = table.text({
  id: "use-label",
  appliesTo: ["podLabels.<key>"],
  onlyForKey: webhook.useLabel,
  expected: 'left out, or "true" as the component sets it',
  source: source.webhookMutation,
  accepts: (value) => value === "true",
});

export const tokenExpiration = table.number({
  id: "token-expiration",
  appliesTo: ["serviceAccount.tokenExpirationSeconds"],
  expected: "a whole number from 3600 to 86400 (seconds)",
  source: `${source.webhookMutation}: it rejects the pod`,
  min: 3600,
  max: 86400,
});

export const pullSecretOnce = table.other({
  id: "pull-secret-once",
  appliesTo: ["serviceAccount.imagePullSecrets[]"],
  expected: "named once",
  message: "names the same Secret as <first>.",
  source: `${source.coreV1}: in a pod, the names of imagePullSecrets are the keys of a list (listType=map)`,
  remedy: "Remove one of the two.",
  stricter: {
    pods: "a service account may name a Secret twice, and its pods get both: a later server-side apply of such a pod is refused",
  },
});

/** The grammar of distribution/reference; a first part with upper-case letters is a registry's host. */
const imageReference = (() => {
  const label = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
  const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
  const part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  const tag = "[A-Za-z0-9_][-._A-Za-z0-9]{0,127}";
  const digest = "(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})";
  return new RegExp(`^(${host}/)?(${part}(?:/${part})*)(?::${tag})?(?:@${digest})?$`);
})();

export const imageName = table.text({
  id: "image",
  appliesTo: ["pod.image"],
  expected:
    "a container image, such as registry.k8s.io/e2e-test-images/busybox:1.29-4: no scheme such as https://, a lower-case repository of at most 255 characters, optionally ':' and a tag, '@' and a digest",
  source: "distribution/reference, by which the kubelet parses it (InvalidImageName)",
  accepts: (value) => {
    const [, host, path] = imageReference.exec(value) ?? [];
    if (path === undefined || /^[a-f0-9]{64}$/.test(value)) return false;
    return (host === undefined ? `library/${path}` : path).length <= 255;
  },
});
