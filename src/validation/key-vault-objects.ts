/** What the CSI provider and the driver accept as an object and its file. */

import { pattern, type Rule } from "./rule";

const provider = "Secrets Store CSI provider for Azure, validate.go";

export const objectName: Rule = pattern({
  expected: "the name of a Key Vault object: 1 to 127 letters, digits and '-'",
  source: "Azure Key Vault, about keys, secrets and certificates",
  pattern: /^[-0-9A-Za-z]+$/,
  max: 127,
  remedy: "The key in `objects` is the file name; give the object's own name as `objectName`.",
});

export const fileName: Rule = {
  expected:
    "a relative file path without '..', empty or '.' parts, each part at most 255 bytes, at most 3800 in all",
  source: `${provider}; Secrets Store CSI driver, fileutil`,
  accepts: (value) => {
    const parts = value.split("/");
    return (
      // The driver allows 4096, but it writes below the kubelet's folder of the volume, and Linux counts both.
      Buffer.byteLength(value) <= 3800 &&
      // A backslash or a colon would be a path on Windows nodes; the others are no text, or nothing that a reader sees.
      !/[\\:\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u.test(value) &&
      !value.includes("..") &&
      value.trim() === value &&
      parts.every((part) => part !== "" && part !== "." && Buffer.byteLength(part) <= 255)
    );
  },
};

export const objectVersion: Rule = {
  expected: "a version: 32 letters and digits, as the vault shows it",
  source: "Azure Key Vault, about keys, secrets and certificates",
  accepts: (value) => /^[0-9A-Za-z]{32}$/.test(value),
  remedy: "Leave it out for the latest version.",
};

export const filePermission: Rule = {
  expected: "a file mode as octal text, such as '0400'",
  source: "Secrets Store CSI provider for Azure: it turns any other text into mode 0000",
  accepts: (value) => /^0?[0-7]{3}$/.test(value),
};
