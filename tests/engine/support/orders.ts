import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { loadWorld, type World } from "../../../emulator";

const checkout = resolve(__dirname, "../../..");

/** The surroundings of the README's program, with a second cluster, group and vault to move to. */
export function ordersWorld(): World {
  const world = loadWorld(join(checkout, "emulator", "world.yaml"));
  const [blue] = world.clusters;
  if (!blue) throw new Error("emulator/world.yaml has a cluster");
  const issuerURL = `https://westeurope.oic.prod-aks.azure.com/${world.tenantId}/0b8d3f0e-7f6c-4f1e-9a61-2c4f5c0f5a77/`;
  const green = { ...blue, name: "aks-green", oidcIssuer: { enabled: true, issuerURL } };
  return { ...world, clusters: [blue, green], resourceGroups: [...(world.resourceGroups ?? []), "shop-new"] };
}

/** The input of the README's program; tests change it between runs. */
export function ordersArgs() {
  return {
    namespace: "shop",
    clusters: { "aks-prod": { resourceGroupName: "platform" } } as Record<string, object>,
    serviceAccount: undefined as object | undefined,
    userAssignedIdentity: { resourceGroupName: "shop" } as Record<string, string>,
    keyVaults: {
      "kv-shop": {
        resourceGroupName: "shop",
        objects: { "db-password": {}, "tls.pem": { objectName: "web-tls" } } as Record<string, object>,
        env: { DB_PASSWORD: "db-password" } as Record<string, string>,
        roleScope: undefined as string | undefined,
      },
    },
    podLabels: { app: "orders" },
  };
}

export type OrdersArgs = ReturnType<typeof ordersArgs>;

/** The same program in the languages that need no compiler: through the plugin, and as a library. */
export const languages: Record<string, (args: object) => Record<string, string>> = {
  "YAML, through the plugin": yamlProgram,
  "TypeScript, as a library": typeScriptProgram,
};

export function yamlProgram(args: object): Record<string, string> {
  const deployment = podTemplate((output) => `\${orders.${output}}`);
  const program = {
    name: "orders",
    runtime: "yaml",
    resources: {
      orders: { type: "azure-workload-identity:KeyVaultWorkloadIdentity", properties: plain(args) },
      deployment: { type: "kubernetes:apps/v1:Deployment", properties: deployment },
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
    outputs: { trust: "${orders.trust}", manifests: "${orders.manifests}", subject: "${orders.subject}" },
  };
  return { "Pulumi.yaml": stringify(program) };
}

export function typeScriptProgram(args: object): Record<string, string> {
  const deployment = JSON.stringify(podTemplate((output) => `<${output}>`)).replace(
    /"<(\w+)>"/g,
    "orders.$1",
  );
  return {
    "Pulumi.yaml": stringify({ name: "orders", runtime: "nodejs" }),
    "package.json": JSON.stringify({ main: "index.ts" }),
    "index.ts": `
import * as kubernetes from "@pulumi/kubernetes";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
const orders = new KeyVaultWorkloadIdentity("orders", ${JSON.stringify(args)});
new kubernetes.apps.v1.Deployment("deployment", ${deployment});
export const { trust, manifests, subject } = orders;
`,
  };
}

function podTemplate(output: (name: string) => string) {
  const container = {
    name: "app",
    image: "example/orders",
    volumeMounts: output("volumeMounts"),
    env: output("env"),
  };
  return {
    metadata: { name: "orders", namespace: "shop" },
    spec: {
      selector: { matchLabels: { app: "orders" } },
      template: {
        metadata: { labels: output("podLabels") },
        spec: {
          serviceAccountName: output("serviceAccountName"),
          volumes: output("volumes"),
          containers: [container],
        },
      },
    },
  };
}

/** Without what was left out: a YAML program would have it as null. */
function plain(args: object): object {
  return JSON.parse(JSON.stringify(args));
}
