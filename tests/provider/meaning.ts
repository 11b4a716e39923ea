import type { Case, GivenObject } from "./case";
import { syncedSecretName, tenant, versionsIn } from "./case";
import type { Answer } from "./oracle";

/** Where the case's words differ from what the provider and the driver did with them; none if all is as meant. */
export function misreadings(given: Case, answer: Answer): string[] {
  if (answer.error !== "") return [answer.error];
  return [
    ...readObjects(given, answer),
    ...asked(given, answer),
    ...written(given, answer),
    ...copied(given, answer),
  ];
}

/** Field by field, as the provider read its parameters. */
function readObjects({ objects }: Case, answer: Answer): string[] {
  const read = answer.objects ?? [];
  const meant = Object.entries(objects).map(([file, object]) => ({
    objectName: nameOf(file, object),
    objectAlias: file === nameOf(file, object) ? "" : file,
    objectType: object.objectType ?? "secret",
    objectVersion: object.objectVersion ?? "",
    objectVersionHistory: object.objectVersionHistory ?? 0,
    objectFormat: object.objectFormat ?? "",
    objectEncoding: object.objectEncoding ?? "",
    filePermission: object.filePermission ?? "",
  }));
  return different("objects", sortedTexts(meant), sortedTexts(read));
}

const sortedTexts = (list: readonly Record<string, unknown>[]) =>
  list.map((one) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

interface CloudHosts {
  readonly login: string;
  readonly vaults: string;
}

const publicCloud = { login: "login.microsoftonline.com", vaults: "vault.azure.net" };
const government = { login: "login.microsoftonline.us", vaults: "vault.usgovcloudapi.net" };
const clouds: Record<string, CloudHosts> = {
  "": publicCloud,
  azurepubliccloud: publicCloud,
  azurecloud: publicCloud,
  azureusgovernmentcloud: government,
  azureusgovernment: government,
  azurechinacloud: { login: "login.chinacloudapi.cn", vaults: "vault.azure.cn" },
};

/** As whom the provider logged in, where, and which vault it asked. */
function asked({ clientId, cloud = "", vaultName }: Case, { login, vaults }: Answer): string[] {
  const hosts = clouds[cloud.toLowerCase()];
  const vault = `${vaultName}.${hosts?.vaults}`;
  return [
    ...different("login", { host: hosts?.login, tenant, clientId }, login),
    ...different("vaults", [vault], [...new Set(vaults ?? [])]),
  ];
}

const collections: Record<string, string> = { secret: "secrets", key: "keys", cert: "certificates" };

/** The files in the volume: their names, modes and contents. */
function written(given: Case, { files }: Answer): string[] {
  const meant = Object.fromEntries(
    Object.entries(given.objects).flatMap(([file, object]) => filesOf(given, file, object)),
  );
  const found = files ?? {};
  return [
    ...different("file names", Object.keys(meant).sort(), Object.keys(found).sort()),
    ...Object.entries(meant).flatMap(([name, { mode, version, object }]) => [
      ...different(`mode of ${name}`, mode, found[name]?.mode),
      ...contentIs(nameOf(name, object), object, version, found[name]?.content ?? ""),
    ]),
  ];
}

interface MeantFile {
  readonly mode: number;
  readonly version: string;
  readonly object: GivenObject;
}

function filesOf(given: Case, file: string, object: GivenObject): [string, MeantFile][] {
  const { objectVersion = "", objectVersionHistory: history = 0, filePermission = "" } = object;
  const all = versionsIn(given);
  const mode =
    filePermission === ""
      ? 0o644
      : /^[0-7]+$/.test(`${filePermission}`)
        ? Number.parseInt(`${filePermission}`, 8)
        : Number.NaN;
  const meant = (version: string) => ({
    mode,
    version,
    object: { ...object, objectName: nameOf(file, object) },
  });
  if (!Number.isInteger(history) || history < 0) return [];
  if (history <= 1) return [[file, meant(objectVersion || (all[0] as string))]];
  // The provider keeps one version more than it is asked for.
  const versions = all.slice(objectVersion ? all.indexOf(objectVersion) : 0).slice(0, history + 1);
  return versions.map((version, index) => [`${file}/${index}`, meant(version)]);
}

const nameOf = (file: string, { objectName = file }: GivenObject) => objectName;

/** The vault of the test answers with the words of the question. */
function contentIs(name: string, object: GivenObject, version: string, content: string): string[] {
  const { objectType = "secret", objectEncoding = "" } = object;
  const question = `${collections[objectType]}/${name}/${version}`;
  const bytes = Buffer.from(content, "base64");
  if (name.startsWith("web-tls") && objectType === "secret") return [];
  if (objectType !== "secret") {
    const der = Buffer.from(bytes.toString().replace(/-----.*-----/g, ""), "base64");
    return der.includes(question) ? [] : [`content: ${der} is not ${question}`];
  }
  const padded = Buffer.from(question);
  const value = Buffer.concat([padded, Buffer.alloc(padded.length % 2, " ")]).toString("hex");
  const decoded = /^(hex|base64)$/i.test(objectEncoding)
    ? Buffer.from(value, objectEncoding.toLowerCase() as BufferEncoding)
    : Buffer.from(value);
  return decoded.equals(bytes) ? [] : [`content: ${bytes} is not ${decoded}`];
}

/** The Secret that the driver filled. */
function copied({ syncedSecret }: Case, { files, secrets }: Answer): string[] {
  if (!syncedSecret) return different("secrets", {}, secrets ?? {});
  const found = secrets?.[syncedSecretName] ?? {};
  return Object.entries(syncedSecret.data).flatMap(([key, file]) => {
    if (syncedSecret.type !== "kubernetes.io/tls") {
      return different(`secret key ${key}`, files?.[file]?.content, found[key]);
    }
    const part = key === "tls.key" ? "PRIVATE KEY" : "CERTIFICATE";
    const pem = Buffer.from(found[key] ?? "", "base64").toString();
    return new RegExp(`${part}-----\n\\w`).test(pem)
      ? []
      : [`secret key ${key}: no ${part} in ${JSON.stringify(pem)}`];
  });
}

function different(what: string, meant: unknown, found: unknown): string[] {
  const [a, b] = [JSON.stringify(meant), JSON.stringify(found)];
  return a === b ? [] : [`${what}: meant ${a}, found ${b}`];
}
