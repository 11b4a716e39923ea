import { deepStrictEqual, match } from "node:assert";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { Engine } from "../../emulator/engine/engine";
import { Stack } from "./stack";

const checkout = resolve(__dirname, "../..");
const read = (...path: string[]) => parse(readFileSync(join(checkout, ...path), "utf8"));

/** What a pod finds: mounted files by path, and its environment variable DB_PASSWORD. */
export interface PodContent {
  readonly files: Readonly<Record<string, string>>;
  readonly dbPassword: string;
}

/** Where the acceptance run takes place: a subscription, or the emulator. */
export interface Ground {
  readonly engine: Engine;
  readonly env: NodeJS.ProcessEnv;
  /** Where programs and, with a local backend, state are kept. */
  readonly home: string;
  readonly location: string;
  /** Reads in a pod of the Deployment `orders` in namespace `shop`; fails while there is none that runs. */
  readPod(infrastructure: Infrastructure): Promise<PodContent>;
}

export interface Infrastructure {
  readonly resourceGroupName: string;
  readonly clusterName: string;
  readonly kubeconfig: string;
  readonly vaults: { readonly roles: string; readonly policies: string };
}

interface Variant {
  readonly title: string;
  readonly vault: keyof Infrastructure["vaults"];
  /** Changes the input of the README's component. */
  readonly edit: (args: Record<string, unknown>, vault: Record<string, unknown>) => void;
  /** A part of the access summary. */
  readonly summary: RegExp;
}

const variants: readonly Variant[] = [
  {
    title: "the README's program: a user-assigned identity and a role",
    vault: "roles",
    edit: () => {},
    summary: /acts as .*user-assigned identity/,
  },
  {
    title: "an Entra application instead of the identity",
    vault: "roles",
    edit: (args) => {
      delete args.userAssignedIdentity;
      args.application = { displayName: "workload-identity-acceptance" };
    },
    summary: /acts as .*Entra application/,
  },
  {
    title: "a vault with access policies",
    vault: "policies",
    edit: (_, vault) => {
      vault.permissionModel = "AccessPolicy";
    },
    summary: /access policy/,
  },
];

/**
 * Creates a cluster and two vaults, runs the life of each variant of the README's program there, judges what a pod
 * mounts, and removes everything.
 */
export async function acceptance(ground: Ground, report: (line: string) => void): Promise<void> {
  // With a letter first: Pulumi takes a configuration value such as 16834e55 for a number.
  const suffix = `r${randomBytes(4).toString("hex")}`;
  const contents = {
    dbPassword: randomBytes(16).toString("base64"),
    webTls: `-----BEGIN CERTIFICATE-----\n${randomBytes(48).toString("base64")}\n-----END CERTIFICATE-----\n`,
  };
  const { name, ...program } = read("tests", "acceptance", "infrastructure", "Pulumi.yaml");
  const config = { "azure-native:location": ground.location, ...under(name, { suffix, ...contents }) };
  const stack = await Stack.open(ground.engine, ground.env, ground.home, { name, ...program }, config);
  report(
    `Resource group workload-identity-acceptance-${suffix}. Should this run be killed, delete it by hand.`,
  );
  try {
    report("Creating a cluster and two vaults");
    await stack.run("up", "--yes", "--skip-preview");
    const infrastructure = (await stack.outputs()) as unknown as Infrastructure;
    for (const variant of variants) {
      report(`${variant.title}:`);
      await life(ground, infrastructure, variant, contents, report);
    }
  } finally {
    report("Removing the cluster and the vaults");
    await stack.run("destroy", "--yes", "--skip-preview");
  }
}

async function life(
  ground: Ground,
  infrastructure: Infrastructure,
  variant: Variant,
  { dbPassword, webTls }: { dbPassword: string; webTls: string },
  report: (line: string) => void,
): Promise<void> {
  const config = {
    "kubernetes:kubeconfig": infrastructure.kubeconfig,
    "azure-native:location": ground.location,
  };
  const program = programFor(variant, infrastructure);
  const stack = await Stack.open(ground.engine, ground.env, ground.home, program, config);
  await stack.run("preview");
  report("  the preview accepts it");
  try {
    await stack.run("up", "--yes", "--skip-preview");
    const { trust } = await stack.outputs();
    match(JSON.stringify(trust), variant.summary);
    const found = await ground.readPod(infrastructure);
    deepStrictEqual(found, { files: { "db-password": dbPassword, "tls.pem": webTls }, dbPassword });
    report("  a pod finds in its files and its environment what the vault holds");
    await stack.run("up", "--yes", "--skip-preview", "--expect-no-changes");
    report("  a second update changes nothing");
  } finally {
    await stack.run("destroy", "--yes", "--skip-preview");
    report("  everything of it is removed");
  }
}

/** The README's YAML program with the names of this run, and an image that has a shell. */
function programFor({ vault, edit }: Variant, infrastructure: Infrastructure) {
  const { resourceGroupName, clusterName, vaults } = infrastructure;
  const program = read("Pulumi.yaml");
  program.packages["azure-workload-identity"] = checkout;
  const { properties } = program.resources.orders;
  const kvShop = properties.keyVaults["kv-shop"];
  properties.clusters = { "aks-prod": { name: clusterName, resourceGroupName } };
  properties.userAssignedIdentity = { resourceGroupName };
  Object.assign(kvShop, { name: vaults[vault], resourceGroupName });
  edit(properties, kvShop);
  const [container] = program.resources.deployment.properties.spec.template.spec.containers;
  Object.assign(container, {
    image: "mcr.microsoft.com/azurelinux/base/core:3.0",
    command: ["sleep", "infinity"],
  });
  return program;
}

function under(project: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]));
}
