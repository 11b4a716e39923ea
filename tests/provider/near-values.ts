/** Values of single properties near the bounds of their rules, on both sides. */

import fc from "fast-check";
import { anyCharacter } from "../input/support/any-character";
import { pinnedVersion } from "./case";

/** Mostly what is right, so that a case has few mistakes, often none. */
export const mostly = <T>(right: fc.Arbitrary<T>, near: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 19, arbitrary: right }, { weight: 1, arbitrary: near });
export const maybe = <T>(given: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: given });

const trickyFileNames = [
  ..."null Null true yes ~ 0644 012 0x1F 1e3 .inf .5 << = - -- --- ... . .. ..data a..b a/..b ./a a/./b a/ /a // a//b".split(
    " ",
  ),
  ...[
    "",
    " ",
    " a",
    "a ",
    "a b",
    "- a",
    "a: b",
    "a :b",
    "#x",
    "a #b",
    "a#b",
    "'q'",
    '"q"',
    "''",
    '"',
    "?",
    "? a",
  ],
  ...[
    "a\\b",
    "\\",
    "\\n",
    "a:b",
    "C:",
    "!tag",
    "&a",
    "*a",
    "{a}",
    "[a]",
    "%a",
    "%41",
    "@a",
    "`a",
    "|",
    ">",
    ",",
  ],
  ...[
    "a\tb",
    "a\nb",
    "\n",
    "a\rb",
    "a\u0000b",
    "a\u007fb",
    "a\u0085b",
    "\u00a0a",
    "a\u00a0b",
    "a\u2028b",
    "a\u2029",
  ],
  ...[
    "\ufeffa",
    "a\ufeff",
    "a\ufeffb",
    "\u200ba",
    "a\u00adb",
    "a\u202eb",
    "\ufffe",
    "a\uffff",
    "\ufffd",
    "\ud800",
    "a\udfff",
  ],
  ...["é", "e\u0301", "日本", "😀", "\u{10ffff}", "a\u3000", "\u1680a", "constructor", "a.b", "tls.pem"],
];

const plainName = fc.stringMatching(/^[a-z0-9][-a-z0-9]{0,12}$/);
const segment = fc.oneof(
  plainName,
  fc.constantFrom("", ".", "..", "a b", "x.y", "0", "1"),
  fc
    .tuple(fc.constantFrom("x", "é", "😀"), fc.integer({ min: 60, max: 257 }))
    .map(([one, count]) => one.repeat(count)),
);
const longPath = fc
  .tuple(fc.integer({ min: 3_600, max: 4_110 }), fc.integer({ min: 240, max: 255 }))
  .map(([total, part]) => {
    const whole = `${"p".repeat(part)}/`.repeat(Math.ceil(total / part));
    return `${whole.slice(0, total - 1)}e`;
  });
const nearFileName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...trickyFileNames) },
  { weight: 2, arbitrary: fc.string({ unit: anyCharacter, maxLength: 6 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 3, arbitrary: fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")) },
  { weight: 1, arbitrary: longPath },
);
export const fileName = fc.oneof({ weight: 3, arbitrary: plainName }, { weight: 2, arbitrary: nearFileName });

export const objectName = mostly(
  fc.oneof(
    plainName,
    fc.stringMatching(/^[-0-9A-Za-z]{1,12}$/),
    fc.constantFrom("null", "true", "0644", "a".repeat(127)),
  ),
  fc.oneof(
    fc.constantFrom(
      "",
      "a".repeat(128),
      "a_b",
      "a.b",
      "a/b",
      "a b",
      " a",
      "a?b",
      "a#b",
      "a%41",
      "..",
      "\n",
      "é",
      "a\n",
    ),
    fc.string({ unit: anyCharacter, maxLength: 4 }),
  ),
);
export const objectType = mostly(
  fc.constantFrom("secret", "key", "cert"),
  fc.constantFrom("Secret", "KEY", "certificate", "", "secret ", "secrets", "null"),
);
export const objectVersion = mostly(
  fc.oneof(
    fc.constant(pinnedVersion),
    fc.stringMatching(/^[0-9a-f]{32}$/),
    fc.stringMatching(/^[0-9A-Z]{32}$/),
  ),
  fc.constantFrom(
    "",
    "latest",
    "0".repeat(31),
    "0".repeat(33),
    ` ${pinnedVersion}`,
    `${"0".repeat(31)}-`,
    "1e5",
    "null",
    "a/b",
  ),
);
export const objectVersionHistory = mostly(
  fc.constantFrom(0, 1, 2, 3, 5, 2 ** 31 - 1),
  fc.constantFrom(-1, 2 ** 31, -(2 ** 31), 1.5, 2.0000001, 1e21, 2 ** 53),
);
export const objectFormat = mostly(
  fc.constantFrom("pem", "pfx"),
  fc.constantFrom("PEM", "PFX", "Pfx", "der", "", "pem ", "null"),
);
export const objectEncoding = mostly(
  fc.constantFrom("utf-8", "hex", "base64"),
  fc.constantFrom("UTF-8", "utf8", "HEX", "Base64", "base64url", "", "hex ", "none"),
);
const octal = fc.integer({ min: 0, max: 0o777 }).map((mode) => mode.toString(8).padStart(3, "0"));
export const filePermission = mostly<string | number>(
  fc.oneof(
    octal,
    octal.map((mode) => `0${mode}`),
  ),
  fc.oneof(
    fc.constantFrom<string | number>(
      "",
      "1777",
      "07777",
      "4755",
      "00644",
      "0o644",
      "0x1a4",
      "0b1",
      "8",
      "0648",
      "64",
      "0",
    ),
    fc.constantFrom<string | number>(
      " 0644",
      "0644\n",
      "rw-r--r--",
      "-644",
      "+644",
      "6_4_4",
      "u+r",
      "٦٤٤",
      420,
      644,
      0,
    ),
  ),
);

export const vaultName = mostly(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{1,22}[a-z0-9]$/),
  fc.constantFrom(
    "",
    "kv",
    "kv1",
    "k".repeat(24),
    "k".repeat(25),
    "kv--a",
    "1kv",
    "kv-",
    "-kv",
    "kv_a",
    "kv.a",
    "kvé",
    " kv1",
    "kv/a",
    "kv\n",
  ),
);
export const clientId = mostly(
  fc.uuid(),
  fc.constantFrom(
    "",
    "orders",
    "{00000000-0000-0000-0000-000000000001}",
    " 00000000-0000-0000-0000-000000000001",
    "undefined",
  ),
);
export const cloud = mostly(
  fc.constantFrom("AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"),
  fc.constantFrom(
    "",
    "AzureCloud",
    "azurepubliccloud",
    "AzureUSGovernment",
    "AzureGermanCloud",
    "Azure",
    "AzureStackCloud",
    "AzureChinaCloud ",
  ),
);
