import { guid, vaultName } from "../../src/rules/azure-names";
import { keysOfSecretType, mountedFile, noFileInFile } from "../../src/rules/files";
import type { Issue } from "../../src/rules/issue";
import { fileName, filePermission, objectName, objectVersion } from "../../src/rules/key-vault-objects";
import { enumeration, lostOutput, lostValue } from "../../src/rules/kinds-of-value";
import { entry, property } from "../../src/rules/path";
import type { Rule } from "../../src/rules/rule";
import { type Case, type GivenObject, syncedSecretName } from "./case";

/** What is refused although provider and driver would read it as meant, for a reason that the rules page has. */
interface StricterRule {
  readonly rule: Rule;
  /** The name of the reason in the rule. */
  readonly reason: string;
  readonly field: Field;
  readonly when: (value: string, given: Case) => boolean;
  /** A case that shows it. */
  readonly example: Partial<Case>;
}

type Field =
  | "fileName"
  | "vaultName"
  | "clientId"
  | "cloud"
  | "secretFile"
  | "secretData"
  | keyof GivenObject;

const always = () => true;
const secretWith = (type: string, data: Record<string, string>) => ({ syncedSecret: { type, data } });

const lost = (field: Field, example: Partial<Case>): StricterRule => ({
  rule: lostValue,
  reason: "template",
  field,
  when: always,
  example,
});

export const stricterRules: readonly StricterRule[] = [
  {
    rule: fileName,
    reason: "windows",
    field: "fileName",
    when: (name) => /[\\:]/.test(name),
    example: { objects: { "a:b": { objectName: "a" } } },
  },
  {
    rule: fileName,
    reason: "control",
    field: "fileName",
    when: (name) => /\p{Cc}/u.test(name),
    example: { objects: { "a\nb": { objectName: "a" } } },
  },
  {
    rule: fileName,
    reason: "format",
    field: "fileName",
    when: (name) => /\p{Cf}/u.test(name),
    example: { objects: { "a\u202eb": { objectName: "a" } } },
  },
  {
    rule: fileName,
    reason: "length",
    field: "fileName",
    when: (name) => Buffer.byteLength(name) > 3800,
    example: { objects: { [`${`${"p".repeat(200)}/`.repeat(19)}e`]: { objectName: "a" } } },
  },
  {
    rule: noFileInFile,
    reason: "versions",
    field: "fileName",
    when: (name, { objects }) =>
      Object.entries(objects).some(
        ([other, { objectVersionHistory = 0 }]) => objectVersionHistory > 1 && name.startsWith(`${other}/`),
      ),
    example: { objects: { a: { objectVersionHistory: 2 }, "a/b": { objectName: "b" } } },
  },
  {
    rule: objectName,
    reason: "unknown",
    field: "objectName",
    when: always,
    example: { objects: { a: { objectName: "a_b" } } },
  },
  {
    rule: objectVersion,
    reason: "unknown",
    field: "objectVersion",
    when: always,
    example: { objects: { a: { objectVersion: "latest" } } },
  },
  {
    rule: enumeration,
    reason: "spelling",
    field: "objectFormat",
    when: (format) => /^(pem|pfx)?$/i.test(format),
    example: { objects: { a: { objectFormat: "PEM" } } },
  },
  {
    rule: enumeration,
    reason: "spelling",
    field: "objectEncoding",
    when: (encoding) => /^(utf-8|hex|base64)?$/i.test(encoding),
    example: { objects: { a: { objectEncoding: "HEX" } } },
  },
  {
    rule: filePermission,
    reason: "digits",
    field: "filePermission",
    when: (mode) => /^[0-7]*$/.test(mode),
    example: { objects: { a: { filePermission: "64" } } },
  },
  {
    rule: vaultName,
    reason: "unknown",
    field: "vaultName",
    when: (name) => /^[^a-z]|-$|--/i.test(name),
    example: { vaultName: "kv--shop" },
  },
  {
    rule: guid,
    reason: "unknown",
    field: "clientId",
    when: always,
    example: { clientId: "orders" },
  },
  {
    rule: enumeration,
    reason: "spelling",
    field: "cloud",
    when: always,
    example: { cloud: "AzureCloud" },
  },
  {
    rule: mountedFile,
    reason: "oneMore",
    field: "secretFile",
    when: (file, { objects }) =>
      Object.entries(objects).some(([name, one]) => file === `${name}/${one.objectVersionHistory}`),
    example: {
      objects: { a: { objectVersionHistory: 2 } },
      ...secretWith("Opaque", { password: "a/2" }),
    },
  },
  {
    rule: keysOfSecretType,
    reason: "refused",
    field: "secretData",
    when: always,
    example: secretWith("kubernetes.io/ssh-auth", { password: "a" }),
  },
  lost("fileName", { objects: { "a/null": { objectName: "a" } } }),
  lost("objectName", { objects: { a: { objectName: "null" } } }),
  lost("objectVersion", { objects: { a: { objectVersion: "undefined" } } }),
  lost("vaultName", { vaultName: "shop-null" }),
  lost("clientId", { clientId: "undefined" }),
  {
    rule: lostOutput,
    reason: "text",
    field: "fileName",
    when: always,
    example: { objects: { "[object Object]": { objectName: "a" } } },
  },
];

/** Whether an issue is about something that the provider accepts, so that its acceptance proves nothing. */
export function isStricter(issue: Issue, given: Case, rules = stricterRules): boolean {
  // The paths of long file names are shortened: several files may have the same.
  const values = valuesOf(given).filter(({ path }) => path === issue.path);
  return rules.some(
    ({ rule, field, when }) =>
      rule.id === issue.rule && values.some((one) => one.field === field && when(one.value, given)),
  );
}

function valuesOf(given: Case): { path: string; field: Field; value: string }[] {
  const vault = "keyVaults.kv";
  const data = `${entry(`${vault}.syncedSecrets`, syncedSecretName)}.data`;
  return [
    { path: "application.clientId", field: "clientId", value: given.clientId },
    { path: "cloud", field: "cloud", value: given.cloud ?? "" },
    { path: `${vault}.name`, field: "vaultName", value: given.vaultName },
    { path: data, field: "secretData", value: "" },
    ...Object.entries(given.syncedSecret?.data ?? {}).map(([key, value]) => ({
      path: entry(data, key),
      field: "secretFile" as const,
      value,
    })),
    ...Object.entries(given.objects).flatMap(([file, object]) => {
      const path = entry(`${vault}.objects`, file);
      const fields = Object.entries({ objectName: file, ...object });
      return [
        { path, field: "fileName" as const, value: file },
        ...fields.map(([name, value]) => ({
          path: property(path, name),
          field: name as keyof GivenObject,
          value: `${value}`,
        })),
      ];
    }),
  ];
}
