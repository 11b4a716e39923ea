/** The access summary read as a reviewer reads it, sentence by sentence; what is not understood is an error. */

import { builtInRoles } from "../../../emulator/azure/role-definitions";
import type { World } from "../../../emulator/world";

const quoted = String.raw`"((?:[^"\\]|\\.)*)"`;

const minorActions = ["manage alert rules", "manage deployments", "manage support tickets"];

/** Sentences by their shape; each yields facts from its parts. */
type Sentence = readonly [shape: RegExp, facts: (parts: string[], world: World) => string[]];

const sentences: readonly Sentence[] = [
  [
    line(
      `list and read every secret in vault ${quoted}, private keys of its certificates included \\((role|access policy).*\\)`,
    ),
    ([v]) => all(v, "get secrets", "get private keys", "list secrets"),
  ],
  [
    line(
      `read every secret in vault ${quoted}, private keys of its certificates included \\(access policy.*\\)`,
    ),
    ([v]) => all(v, "get secrets", "get private keys"),
  ],
  [
    line(
      `list and read every certificate and every public key in vault ${quoted}, its settings and role assignments, and the names and settings of its secrets, but not their values, and manage alert rules, deployments and support tickets there \\(role.*\\)`,
    ),
    ([v]) =>
      all(
        v,
        "get certificates",
        "list certificates",
        "get keys",
        "list keys",
        "read settings",
        "read role assignments",
        "list secrets",
        ...minorActions,
      ),
  ],
  [
    line(`(list and )?read every (public key|certificate) in vault ${quoted} \\(access policy.*\\)`),
    ([list, kind, v]) =>
      all(v, ...(list ? ["get", "list"] : ["get"]).map((verb) => `${verb} ${collection(kind)}`)),
  ],
  [
    line(
      `read secret ${quoted} of vault ${quoted}, with its private key if it backs a certificate \\(role.*\\)`,
    ),
    ([o, v]) => one(v, o, "get secrets", "get private keys"),
  ],
  [
    line(
      `read (public key|certificate) ${quoted} of vault ${quoted}, and its role assignments, and manage alert rules, deployments and support tickets there \\(role.*\\)`,
    ),
    ([kind, o, v]) => one(v, o, `get ${collection(kind)}`, "read role assignments", ...minorActions),
  ],
  [
    line(
      `.* \\(role ([^"]+) on (\\S+) ${quoted} in resource group ${quoted}(?: of subscription ${quoted})?\\)`,
    ),
    ([role = "", type = "", names = "", group, subscription], world) => {
      const [namespace, ...types] = type.split("/");
      const steps = names.split("/").map((one, index) => `${types[index]}/${one}`);
      const above = `/subscriptions/${subscription ?? world.subscriptionId}/resourceGroups/${group}`;
      return [`role ${builtInRoles[role]?.guid} on ${above}/providers/${namespace}/${steps.join("/")}`];
    },
  ],
  [line(`Of the role assignments and the access policy on vault ${quoted}, .*`), () => []],
  [line(`do in vault ${quoted} what was granted elsewhere`), ([v]) => [`granted elsewhere ${v}`]],
  [
    line(`Mounted from ${quoted}(, by a SecretProviderClass that another owner applies)?: (.*)\\.`),
    ([v, elsewhere, files]) =>
      readFiles(files).map((file) => `mount${elsewhere ? " elsewhere" : ""} ${v} ${file}`),
  ],
  [
    line(`Read from ${quoted} by the workload itself, not mounted: (.*)\\.`),
    ([v, files]) => readFiles(files).map((file) => `for itself ${v} ${file}`),
  ],
  [
    line(
      `Copied into Kubernetes Secret ${quoted} \\((.*)\\): readable by anyone who can read Secrets in ${quoted}\\.`,
    ),
    ([secret, data]) => readData(data).map((entry) => `copy ${secret} ${entry}`),
  ],
  [
    line(`Owners of the application, who can act as it too: (.*)\\.`),
    ([owners = ""]) => [...owners.matchAll(new RegExp(quoted, "g"))].map(([, owner]) => `owner ${owner}`),
  ],
  [line("Its permissions are granted elsewhere\\."), () => ["all granted elsewhere"]],
  [
    line(
      "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same\\.",
    ),
    () => ["existed before"],
  ],
  [
    line(`Anyone who can create pods or service account tokens in ${quoted} can act as it too\\.`),
    ([namespace]) => [`open to makers of pods in ${namespace}`],
  ],
  [line("acts as (.*?)(?:\\.| and can:)"), ([identity]) => [`as ${identity}`]],
  [
    line(
      `Any pod in namespace ${quoted} that runs as service account ${quoted}, on the clusters that were federated elsewhere,`,
    ),
    ([namespace, account]) => [`let in elsewhere ${subject(namespace, account)}`],
  ],
  [
    line(
      `Any pod in namespace ${quoted} of cluster ${quoted} \\((?:issuer ${quoted}|(?:AKS cluster ${quoted} in )?resource group ${quoted})\\) that runs as service account ${quoted}`,
    ),
    ([namespace, key, issuer, name = key, group, account], { clusters }) => {
      const found = clusters.find((cluster) => cluster.name === name && cluster.resourceGroupName === group);
      const trusted = issuer ?? found?.oidcIssuer?.issuerURL ?? "nobody";
      return [`let in ${trusted} ${subject(namespace, account)}`];
    },
  ],
];

export function parsedFacts(summary: string, world: World): string[] {
  return summary.split("\n").flatMap((text) => {
    for (const [shape, facts] of sentences) {
      const [, ...parts] = shape.exec(text) ?? [];
      if (parts.length > 0 || shape.test(text)) return facts(parts, world);
    }
    throw new Error(`Not understood: ${text}`);
  });
}

function line(shape: string): RegExp {
  return new RegExp(`^${shape}$`);
}

function all(vault: string | undefined, ...powers: string[]): string[] {
  return one(vault, "*", ...powers);
}

function one(vault: string | undefined, object: string | undefined, ...powers: string[]): string[] {
  return powers.map((power) => `${vault}: ${power} ${object}`.toLowerCase());
}

function collection(kind: string | undefined): string {
  return kind === "certificate" ? "certificates" : "keys";
}

function subject(namespace: string | undefined, account: string | undefined): string {
  return `system:serviceaccount:${namespace}:${account}`;
}

const name = String.raw`(?:"((?:[^"\\]|\\.)*)"|([\w./-]+))`;
const types: Record<string, string> = { object: "secret", "public key": "key", certificate: "cert" };

/** `file type object versions` for each file of a list. */
function readFiles(list = ""): string[] {
  const shape = new RegExp(
    `${name}(?: \\((?:(object|public key|certificate) ([-0-9A-Za-z]+))?(?:, )?(?:up to (\\d+) versions)?\\))?(?:, |$)`,
    "gy",
  );
  return wholly(list, shape).map(([, inQuotes, plain, type = "object", object, versions = "1"]) => {
    const file = plain ?? unquote(inQuotes ?? "");
    return `${JSON.stringify(file)} ${types[type]} ${object ?? file} ${versions}`;
  });
}

/** `key file` for each entry of a Secret. */
function readData(list = ""): string[] {
  const shape = new RegExp(`([-._a-zA-Z0-9]+)(?: from ${name})?(?:, |$)`, "gy");
  return wholly(list, shape).map(([, key, inQuotes, plain]) => {
    const file = plain ?? (inQuotes === undefined ? key : unquote(inQuotes));
    return `${key} ${JSON.stringify(file)}`;
  });
}

function wholly(text: string, shape: RegExp): RegExpMatchArray[] {
  const read = [...text.matchAll(shape)].filter(([part]) => part !== "");
  if (read.map(([part]) => part).join("") !== text) throw new Error(`Not understood: ${text}`);
  return read;
}

/** A text in quotes as it was: JSON, with `\u{…}` for what nobody would see. */
function unquote(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}|\\(?:u[0-9a-f]{4}|[^u])/g, (sign, code) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : JSON.parse(`"${sign}"`),
  );
}
