import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

const { fiveResources } = require("./five-children/resources.js");
const fiveChildren = join(__dirname, "five-children");
const type = "azure-workload-identity:KeyVaultWorkloadIdentity";

/** One way to have so many workloads, each with five resources: one cluster, one vault. */
export interface Subject {
  readonly files: (components: number) => Record<string, string>;
  /** The folder of the plugin's package; this checkout when left out. */
  readonly pluginFolder?: string;
  /** False: the harness starts a plugin for any program in YAML, and what it takes does not count. */
  readonly usesPlugin?: boolean;
}

/** The first of each language is what the others of it are compared with. */
export const subjects: Record<string, Subject> = {
  "TypeScript by hand": { files: handWrittenTypeScript },
  "TypeScript, the library": { files: library },
  "YAML by hand": { files: handWrittenYaml, usesPlugin: false },
  "YAML, the plugin": { files: plugin },
  "YAML, an empty component with five children": { files: plugin, pluginFolder: fiveChildren },
};

const names = (count: number) => Array.from({ length: count }, (_, index) => `workload-${index}`);

function args(name: string) {
  return {
    namespace: "shop",
    clusters: { "aks-prod": { resourceGroupName: "platform" } },
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } },
    podLabels: { app: name },
  };
}

function typeScript(program: string, files: Record<string, string> = {}): Record<string, string> {
  return {
    "Pulumi.yaml": stringify({ name: "bench", runtime: "nodejs" }),
    "package.json": JSON.stringify({ main: "index.ts" }),
    "index.ts": program,
    ...files,
  };
}

function library(count: number): Record<string, string> {
  const lines = names(count).map(
    (name) => `new KeyVaultWorkloadIdentity("${name}", ${JSON.stringify(args(name))});`,
  );
  const imported = `import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";`;
  return typeScript([imported, ...lines].join("\n"));
}

function handWrittenTypeScript(count: number): Record<string, string> {
  const lines = names(count).map((name) => `fiveChildren("${name}", {});`);
  return typeScript([`import { fiveChildren } from "./children";`, ...lines].join("\n"), {
    "children.ts": asTypeScript("children.js"),
    "resources.ts": asTypeScript("resources.js"),
  });
}

/** The same with the types that a program in TypeScript has, and that are checked in its first run. */
function asTypeScript(file: string): string {
  const types = `import type { CustomResourceOptions } from "@pulumi/pulumi";`;
  const text = readFileSync(join(fiveChildren, file), "utf8")
    .replace(/const (\{[^}]*\}) = require\("([^"]*?)(?:\.js)?"\);/g, 'import $1 from "$2";')
    .replace(/exports\.(\w+) = /, "export const $1 = ")
    .replace("(name, options)", "(name: string, options: CustomResourceOptions)")
    .replace("(name) =>", "(name: string) =>");
  return `${types}\n${text}`;
}

function plugin(count: number): Record<string, string> {
  return yaml(Object.fromEntries(names(count).map((name) => [name, { type, properties: args(name) }])));
}

function handWrittenYaml(count: number): Record<string, string> {
  return yaml(Object.assign({}, ...names(count).map(fiveOf)));
}

function fiveOf(name: string): Record<string, object> {
  const { identity, credential, grant, serviceAccount, secretProviderClass } = fiveResources(name);
  const output = (property: string) => `\${${name}-identity.${property}}`;
  const annotations = { "azure.workload.identity/client-id": output("clientId") };
  const parameters = { ...secretProviderClass.spec.parameters, clientID: output("clientId") };
  return {
    [`${name}-identity`]: {
      type: "azure-native:managedidentity:UserAssignedIdentity",
      properties: identity,
    },
    [`${name}-credential`]: {
      type: "azure-native:managedidentity:FederatedIdentityCredential",
      properties: { ...credential, resourceName: output("name") },
    },
    [`${name}-grant`]: {
      type: "azure-native:authorization:RoleAssignment",
      properties: { ...grant, principalId: output("principalId") },
    },
    [`${name}-account`]: {
      type: "kubernetes:core/v1:ServiceAccount",
      properties: { metadata: { ...serviceAccount.metadata, annotations } },
    },
    // The emulator has a type for it. With the real package this takes a ConfigGroup, and with it a plugin more.
    [`${name}-class`]: {
      type: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
      properties: { ...secretProviderClass, spec: { ...secretProviderClass.spec, parameters } },
    },
  };
}

function yaml(resources: Record<string, object>): Record<string, string> {
  return { "Pulumi.yaml": stringify({ name: "bench", runtime: "yaml", resources }) };
}
