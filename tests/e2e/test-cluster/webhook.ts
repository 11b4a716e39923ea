import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import type { Programs } from "../programs";
import type { Cluster } from "./cluster";
import { ClusterProcess } from "./cluster-process";
import type { Credentials } from "./credentials";
import type { Keeper } from "./keeper";
import { freePort, listens } from "./ports";

export interface WebhookOptions {
  readonly programs: Programs;
  readonly cluster: Cluster;
  readonly kubeconfigFile: string;
  readonly tenantId: string;
  readonly credentials: Credentials;
}

/** Starts the workload identity webhook of a cluster, and returns when it is in force. */
export async function startWebhook(keeper: Keeper, options: WebhookOptions): Promise<ClusterProcess> {
  const { programs, cluster, kubeconfigFile, tenantId, credentials } = options;
  const port = await freePort();
  const process = await ClusterProcess.start(keeper, {
    name: `webhook-${cluster.name}`,
    command: programs.webhook,
    args: ["--port", String(port), "--certificates", credentials.serverFolder],
    env: { KUBECONFIG: kubeconfigFile, AZURE_TENANT_ID: tenantId },
    isReady: () => listens(port),
  });
  await cluster.apply(JSON.stringify(configuration(programs, port, credentials)), "helm");
  await inForce(cluster);
  return process;
}

/** As its own manifests have it, but at our address. */
function configuration(programs: Programs, port: number, { authority }: Credentials): KubernetesObject {
  const manifests = parseAllDocuments(readFileSync(programs.webhookManifests, "utf8"));
  const found = manifests
    .map((document) => document.toJS() as KubernetesObject & { webhooks: object[] })
    .find(({ kind }) => kind === "MutatingWebhookConfiguration");
  if (!found) throw new Error(`no MutatingWebhookConfiguration in ${programs.webhookManifests}`);
  const clientConfig = {
    url: `https://127.0.0.1:${port}/mutate-v1-pod`,
    caBundle: Buffer.from(authority).toString("base64"),
  };
  return { ...found, webhooks: found.webhooks.map((webhook) => ({ ...webhook, clientConfig })) };
}

/** The API server learns of webhooks a moment later. */
async function inForce(cluster: Cluster): Promise<void> {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "probe", labels: { "azure.workload.identity/use": "true" } },
    spec: { containers: [{ name: "probe", image: "probe" }] },
  };
  const path = await cluster.api.pathOf("v1", "Pod", "default");
  for (let tries = 0; tries < 600; tries++) {
    const admitted = await cluster.api.request(path, { method: "POST", query: { dryRun: "All" }, body: pod });
    if (JSON.stringify(admitted).includes("AZURE_FEDERATED_TOKEN_FILE")) return;
    await sleep(50);
  }
  throw new Error(`the webhook of ${cluster.name} does not come into force`);
}
