/** Names in Kubernetes. */

import { pattern, type Rule } from "./rule";

const source = "Kubernetes, apimachinery validation";
const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

export const namespaceName: Rule = pattern({
  expected:
    "a namespace: 1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
  source,
  pattern: new RegExp(`^${label}$`),
  max: 63,
});

export const objectName: Rule = pattern({
  expected:
    "a Kubernetes name: 1 to 253 lower-case letters, digits, '-' and '.', each part between dots beginning and ending with a letter or digit",
  source,
  pattern: new RegExp(`^${label}(?:\\.${label})*$`),
  max: 253,
});

export const secretKey: Rule = {
  expected:
    "a key of a Secret: 1 to 253 letters, digits, '-', '_' and '.', neither '.' nor beginning with '..'",
  source,
  accepts: (value) => /^[-._a-zA-Z0-9]{1,253}$/.test(value) && value !== "." && !value.startsWith(".."),
};

export const secretType: Rule = {
  expected: "the type of a Secret, such as Opaque",
  source: "Secrets Store CSI driver, secretutil",
  accepts: (value) => value !== "",
};

export const environmentVariable: Rule = {
  expected:
    "the name of an environment variable: letters, digits, '_', '-' and '.', not beginning with a digit",
  source,
  accepts: (value) =>
    /^[-._a-zA-Z][-._a-zA-Z0-9]{0,252}$/.test(value) && value !== "." && !value.startsWith(".."),
};

/** The volume is `secrets-store-<key>`, a label of at most 63 characters. */
export const vaultKey: Rule = pattern({
  expected:
    "1 to 49 lower-case letters, digits and '-', beginning and ending with a letter or digit (it names the volume)",
  source,
  pattern: new RegExp(`^${label}$`),
  max: 49,
  remedy: "Give the entry such a key, and the vault's own name as its `name`.",
});

const labelValue = /^(?:[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;

export const labelText: Rule = {
  expected:
    "a label value: at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
  source,
  accepts: (value) => labelValue.test(value),
};

/** Keys of labels and annotations: an optional DNS prefix, a slash, and a name. */
export const qualifiedName: Rule = {
  expected:
    "a label or annotation key: a name of at most 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'",
  source,
  accepts: (value) => {
    const parts = value.split("/");
    const name = parts.pop() ?? "";
    const prefix = parts[0];
    return (
      name !== "" &&
      labelValue.test(name) &&
      parts.length <= 1 &&
      (prefix === undefined || objectName.accepts(prefix))
    );
  },
};

export const mountPath: Rule = {
  expected:
    "an absolute path of at most 1024 characters, not the root, without ':', '..' and control characters",
  source: "Kubernetes, core validation of volumeMounts",
  accepts: (value) => {
    const path = value.replace(/^[A-Za-z]:(?=[\\/])/, "");
    const parts = path.split(/[\\/]/);
    return (
      // Without a drive, a backslash is a letter of a relative path on Linux.
      (path !== value || path.startsWith("/")) &&
      value.length <= 1024 &&
      !/[:\p{Cc}\p{Cf}]/u.test(path) &&
      !parts.includes("..") &&
      parts.some((part) => part !== "" && part !== ".")
    );
  },
};
