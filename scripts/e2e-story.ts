import { deepStrictEqual } from "node:assert";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { loadWorld, type World } from "../emulator";
import { onPath } from "../emulator/engine/engine";
import { findEngine } from "../emulator/engine/find";
import { type Environment, openEnvironment } from "../tests/e2e/end-to-end";
import { buildPrograms } from "../tests/e2e/programs";
import { TestCluster } from "../tests/e2e/test-cluster/test-cluster";
import type { Outcome } from "../tests/engine/support/outcome";
import { createWorkspace, type Workspace } from "../tests/engine/support/workspace";
import { checkout } from "./part";

const contents = {
  "db-password": "correct horse\nbattery staple\n",
  "web-tls": "-----BEGIN CERTIFICATE-----\n(made up for this run)\n-----END CERTIFICATE-----\n",
};
const program = readFileSync(join(checkout, "Pulumi.yaml"), "utf8");

let steps = 0;
const step = (title: string) => {
  steps += 1;
  console.log(`\n${steps}. ${title}\n`);
};
const log = (line: string) => console.log(`   ${line}`);

let engineRuns = false;
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The test cluster ends with this process; pulumi is left to cancel in its own way.
    if (!engineRuns) process.exit(130);
    interrupted = true;
  });
}

/** One run of the README's program, step by step from the first resource to the mounted files, and one refusal. */
async function runStory(): Promise<void> {
  if (process.platform !== "linux") throw new Error("cluster and provider run as they do on Linux");
  if (onPath("go") === undefined) throw new Error("Go, which builds cluster and provider, is not installed");
  await findEngine(["yaml", "nodejs"]);
  const programs = await buildPrograms();
  const world = surroundings();
  const issuer = world.clusters[0]?.oidcIssuer?.issuerURL ?? "";
  const closers: (() => unknown)[] = [];
  try {
    step("A cluster: etcd, API server, controllers and the workload identity webhook, all real; no node");
    const testCluster = await TestCluster.start({
      programs,
      clusters: { "aks-prod": issuer },
      tenantId: world.tenantId,
    });
    closers.push(() => testCluster.stop());
    log(`It signs the tokens of its service accounts as ${issuer}`);
    const environment = await openEnvironment(testCluster, world, log);
    closers.push(() => environment.close());
    log("The real Key Vault provider runs; all it reaches is the emulator of Entra and Key Vault");

    step("The README's program, on the real Pulumi engine with the real Kubernetes provider");
    const workspace = await open(testCluster, environment, closers);
    logSteps(await run(() => workspace.up("--skip-preview")));

    step("The controllers have created a pod of the Deployment; the test plays the kubelet that starts it");
    const pod = await testCluster.cluster("aks-prod").podOf("shop", { app: "orders" });
    const mount = async () => {
      const { volumes, env } = await environment.start("aks-prod", pod);
      const files = Object.entries(volumes["secrets-store-kv-shop"] ?? {});
      const found = Object.fromEntries(files.map(([path, { content }]) => [path, content.toString()]));
      deepStrictEqual(found, { "db-password": contents["db-password"], "tls.pem": contents["web-tls"] });
      deepStrictEqual(env, { DB_PASSWORD: contents["db-password"] });
      log("Files and environment are, byte for byte, what the vault holds");
    };
    await mount();

    step("A classic mistake, the issuer without its final slash, does not get past the preview");
    workspace.write({ "Pulumi.yaml": withIssuer(issuer.replace(/\/$/, "")) });
    logMistake(await whileEngineRuns(() => workspace.preview()));
    stopIfInterrupted();

    step("A mistake that no rule can see: the issuer of another cluster");
    workspace.write({ "Pulumi.yaml": withIssuer(issuer.replace(/[^/]+\/$/, `${randomUUID()}/`)) });
    logSteps(await run(() => workspace.up("--skip-preview")));
    const refused = await environment.start("aks-prod", pod).then(
      () => "The pod started, which it should not",
      ({ message }: Error) => message,
    );
    if (!refused.includes("AADSTS700211")) throw new Error(refused);

    step("The mistake is fixed");
    workspace.write({ "Pulumi.yaml": program });
    logSteps(await run(() => workspace.up("--skip-preview")));
    await mount();

    step("pulumi destroy");
    logSteps(await run(() => workspace.destroy("--skip-preview")));
    deepStrictEqual(environment.cloud.azure, []);
    const { api } = testCluster.cluster("aks-prod");
    const classes = await api.pathOf("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", "shop");
    deepStrictEqual((await api.request(classes)).items, []);
    log("Nothing is left in Azure or in the cluster");
  } finally {
    for (const close of closers.reverse()) await close();
  }
  console.log("\nEvery step worked. What of it is real: docs/e2e.md. All scenarios: npm run e2e");
}

/** What `npm run preview` finds, with contents in the vault. */
function surroundings(): World {
  const world = loadWorld(join(checkout, "emulator", "world.yaml"));
  const secrets = Object.entries(contents).map(([name, value]) => ({ name, versions: [{ value }] }));
  return { ...world, vaults: world.vaults.map((vault) => ({ ...vault, objects: { secrets } })) };
}

async function open(
  { deployer }: TestCluster,
  { cloud: { debugProviders } }: Environment,
  closers: (() => unknown)[],
): Promise<Workspace> {
  const workspace = await whileEngineRuns(() =>
    createWorkspace({ files: { "Pulumi.yaml": program }, debugProviders, ...deployer }),
  );
  closers.push(workspace.dispose);
  process.on("exit", workspace.dispose);
  return workspace;
}

function withIssuer(oidcIssuerUrl: string): string {
  const changed = parse(program);
  changed.resources.orders.properties.clusters["aks-prod"] = { oidcIssuerUrl };
  return stringify(changed);
}

async function run(command: () => Promise<Outcome>): Promise<Outcome> {
  stopIfInterrupted();
  const outcome = await whileEngineRuns(command);
  stopIfInterrupted();
  if (outcome.exitCode !== 0) throw new Error(outcome.text);
  return outcome;
}

function stopIfInterrupted(): void {
  if (interrupted) throw new Error("interrupted");
}

async function whileEngineRuns<T>(work: () => Promise<T>): Promise<T> {
  engineRuns = true;
  try {
    return await work();
  } finally {
    engineRuns = false;
  }
}

function logSteps({ steps: taken, outputs }: Outcome): void {
  for (const { op, type, name, diffs } of taken.filter((one) => one.op !== "same")) {
    log(`${op} ${type.split(":").at(-1)} ${name}${diffs.length > 0 ? ` (${diffs.join(", ")})` : ""}`);
  }
  if (steps === 2) for (const line of Object.values(outputs.trust as object)) log(`| ${line}`);
}

function logMistake({ exitCode, text }: Outcome): void {
  const messages = text.split("\n").filter((line) => line.includes("must be"));
  if (exitCode === 0 || messages.length === 0) throw new Error(text);
  for (const line of messages) log(line.trim());
}

runStory().catch((error: Error) => {
  console.error(interrupted ? "\ninterrupted" : `\nA step failed: ${error.message}`);
  process.exitCode = interrupted ? 130 : 1;
});
