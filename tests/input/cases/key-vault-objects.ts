/** Values and inputs on both sides of the bounds of the rules in src/rules/key-vault-objects.ts. */

import { a, type InputCases, later, object, type ValueCases } from "./case";

/** All but the last 216 bytes of the longest one. */
const longPath = `${a(255)}/`.repeat(14);

export const values: ValueCases = {
  "object-name": {
    accepted: ["a", "A", "0", "-", "true", a(127)],
    refused: ["", a(128), "a_b", "a.b", "a/b", "a b", "a\n", "ä"],
  },
  "file-name": {
    accepted: [
      "a",
      ".a",
      "a.pem",
      "a b",
      "ä",
      "a/b/c",
      "😀",
      a(255),
      `${longPath}${a(216)}`,
      `${"ä".repeat(127)}a`,
    ],
    refused: [
      "",
      "/a",
      "a/",
      "a//b",
      ".",
      "./a",
      "a/.",
      "a/./b",
      "..",
      "../a",
      "a..b",
      "a\\b",
      "C:a",
      " a",
      "a ",
      "a\n",
      "a\u0000",
      "a\u0085b",
      "a\u2028b",
      "a\u2029b",
      "a\uFFFE",
      "a\uFFFF",
      "\uD800",
      a(256),
      "ä".repeat(128),
      `${longPath}${a(217)}`,
      "a\u00adb",
      "a\u200bb",
      "a\u202eb",
      "a\u2066b",
      "\ufeffa",
      "a\u{e0041}b",
    ],
  },
  "object-version": {
    accepted: [a(32), "0123456789abcdef0123456789ABCDEF"],
    refused: ["", a(31), a(33), `${a(31)}-`, `${a(32)}\n`],
  },
  "file-mode": {
    accepted: ["0644", "644", "0000", "0777", "0400"],
    refused: ["", "64", "06444", "0o644", "1644", "0888", "888", "rw-", "0644\n", " 0644"],
  },
  "version-history": {
    accepted: [0, 1, 2, 2 ** 31 - 1],
    refused: [-1, 2 ** 31, 1.5, "2"],
  },
};

export const inputs: InputCases = {
  "only-for-secrets": {
    accepted: [
      object({ objectType: "secret", objectFormat: "pfx", objectEncoding: "base64" }),
      object({ objectType: "key", objectFormat: "pem" }),
    ],
    refused: [
      object({ objectType: "key", objectFormat: "pfx" }),
      object({ objectType: "cert", objectFormat: later("pfx") }),
      object({ objectType: "cert", objectEncoding: "utf-8" }),
      object({ objectType: "key", objectEncoding: later("hex") }),
    ],
  },
};
