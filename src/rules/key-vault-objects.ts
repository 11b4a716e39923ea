/** What the CSI provider and the driver accept as an object and its file. */

import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("immediately");
export const { all } = table;

export const objectName = table.pattern({
  id: "object-name",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectName"],
  expected: "the name of a Key Vault object: 1 to 127 letters, digits and '-'",
  source: source.keyVaultNames,
  stricter: { unknown: "Key Vault has no object of such a name" },
  pattern: /^[-0-9A-Za-z]+$/,
  max: 127,
  remedy: "The key in `objects` is the file name; give the object's own name as `objectName`.",
});

export const fileName = table.text({
  id: "file-name",
  appliesTo: ["keys of keyVaults.<key>.objects"],
  expected:
    "a relative file path without '..', empty or '.' parts, each part at most 255 bytes, at most 3800 in all",
  source: `${source.providerValidation}; ${source.driverFiles}`,
  stricter: {
    windows: "a backslash or a colon makes another path of it on a Windows node",
    control: "a control character in a file name is a mistake, and no listing shows it",
    format:
      "a format character, such as a byte order mark or a change of direction, lets a name look like another",
    length: "some room is left for a kubelet whose folder has a longer path than the default",
  },
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
});

export const objectVersion = table.text({
  id: "object-version",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectVersion"],
  expected: "a version: 32 letters and digits, as the vault shows it",
  source: source.keyVaultNames,
  checked: "once known",
  stricter: { unknown: "Key Vault has no such version; an empty text is a value that got lost" },
  accepts: (value) => /^[0-9A-Za-z]{32}$/.test(value),
  remedy: "Leave it out for the latest version.",
});

export const filePermission = table.text({
  id: "file-mode",
  appliesTo: ["keyVaults.<key>.objects.<key>.filePermission"],
  expected: "a file mode as octal text, such as '0400'",
  source: `${source.providerTypes}: it turns any other text into mode 0000`,
  checked: "once known",
  stricter: { digits: "a mode has a digit each for owner, group and others: 64 was meant to be another one" },
  accepts: (value) => /^0?[0-7]{3}$/.test(value),
});

export const versionHistory = table.number({
  id: "version-history",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectVersionHistory"],
  expected: "a whole number from 0 to 2147483647",
  source: `${source.providerTypes}: an int32`,
  min: 0,
  max: 2 ** 31 - 1,
});

export const onlyForSecrets = table.other({
  id: "only-for-secrets",
  appliesTo: ["keyVaults.<key>.objects.<key>.objectFormat", "keyVaults.<key>.objects.<key>.objectEncoding"],
  expected: "left out for keys and certificates",
  message: "<received> is for secrets only, but objectType is <type>.",
  source: `${source.providerFetch}: any encoding, and the format pfx, for a key or certificate are refused`,
  remedy: "Leave it out.",
  checked: "once known",
});
