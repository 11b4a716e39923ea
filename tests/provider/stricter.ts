import { entry, type Issue, property } from "../../src/validation/issue";
import { type Case, type GivenObject, syncedSecretName } from "./case";

/** What we refuse although provider and driver would take it as meant, and why. */
export interface StricterRule {
  readonly field: Field;
  readonly when: (value: string, given: Case) => boolean;
  readonly reason: string;
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

export const stricterRules: readonly StricterRule[] = [
  {
    field: "fileName",
    when: (name) => /[\\:]/.test(name),
    reason: "a backslash or a colon makes another path of it on a Windows node",
    example: { objects: { "a:b": { objectName: "a" } } },
  },
  {
    field: "fileName",
    when: (name) => /\p{Cc}/u.test(name),
    reason: "a control character in a file name is a slip, and no listing shows it",
    example: { objects: { "a\nb": { objectName: "a" } } },
  },
  {
    field: "fileName",
    when: (name) => /\p{Cf}/u.test(name),
    reason:
      "a format character, such as a byte order mark or a change of direction, lets a name look like another",
    example: { objects: { "a\u202eb": { objectName: "a" } } },
  },
  {
    field: "fileName",
    when: (name) => Buffer.byteLength(name) > 3800,
    reason: "some room is left for a kubelet whose folder has a longer path than the default",
    example: { objects: { [`${`${"p".repeat(200)}/`.repeat(19)}e`]: { objectName: "a" } } },
  },
  {
    field: "fileName",
    when: (name, { objects }) =>
      Object.entries(objects).some(
        ([other, { objectVersionHistory = 0 }]) => objectVersionHistory > 1 && name.startsWith(`${other}/`),
      ),
    reason: "a folder of versions is the provider's, which may put more into it than it is asked for",
    example: { objects: { a: { objectVersionHistory: 2 }, "a/b": { objectName: "b" } } },
  },
  {
    field: "objectName",
    when: always,
    reason: "Key Vault has no object of such a name",
    example: { objects: { a: { objectName: "a_b" } } },
  },
  {
    field: "objectVersion",
    when: always,
    reason: "Key Vault has no such version; an empty text is a value that got lost",
    example: { objects: { a: { objectVersion: "latest" } } },
  },
  {
    field: "objectFormat",
    when: (format) => /^(pem|pfx)?$/i.test(format),
    reason: "one spelling: where a format is not allowed, the provider overlooks it in other letter case",
    example: { objects: { a: { objectFormat: "PEM" } } },
  },
  {
    field: "objectEncoding",
    when: (encoding) => /^(utf-8|hex|base64)?$/i.test(encoding),
    reason: "one spelling, as with the format",
    example: { objects: { a: { objectEncoding: "HEX" } } },
  },
  {
    field: "filePermission",
    when: (mode) => /^[0-7]*$/.test(mode),
    reason: "a mode has a digit each for owner, group and others: 64 was meant to be another one",
    example: { objects: { a: { filePermission: "64" } } },
  },
  {
    field: "vaultName",
    when: (name) => /^[^a-z]|-$|--/i.test(name),
    reason: "Key Vault has no vault of such a name",
    example: { vaultName: "kv--shop" },
  },
  {
    field: "clientId",
    when: always,
    reason: "the client ids of Entra are GUIDs",
    example: { clientId: "orders" },
  },
  {
    field: "cloud",
    when: always,
    reason: "one spelling for each cloud",
    example: { cloud: "AzureCloud" },
  },
  {
    field: "secretFile",
    when: (file, { objects }) =>
      Object.entries(objects).some(([name, one]) => file === `${name}/${one.objectVersionHistory}`),
    reason: "the provider keeps one version more than it is asked for; nobody may rely on that",
    example: {
      objects: { a: { objectVersionHistory: 2 } },
      ...secretWith("Opaque", { password: "a/2" }),
    },
  },
  {
    field: "secretData",
    when: always,
    reason: "the Kubernetes API refuses a Secret of that type without its keys",
    example: secretWith("kubernetes.io/ssh-auth", { password: "a" }),
  },
];

/** Whether an issue is about something that the provider takes, so that its acceptance proves nothing. */
export function isStricter(issue: Issue, given: Case, rules = stricterRules): boolean {
  // The paths of long file names are shortened: several files may have the same.
  const values = valuesOf(given).filter(({ path }) => path === issue.path);
  return rules.some((rule) =>
    values.some(({ field, value }) => field === rule.field && rule.when(value, given)),
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
