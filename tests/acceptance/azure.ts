import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { pathWith } from "../../emulator/engine/engine";
import { findEngine } from "../../emulator/engine/find";
import { acceptance, type Infrastructure, type PodContent } from "./acceptance";

const namespace = "shop";
const mountPath = "/mnt/secrets-store/kv-shop";

/** Reads in a running pod of `orders`, as `kubectl exec` does. */
async function readPod({ kubeconfig }: Infrastructure): Promise<PodContent> {
  const { CoreV1Api, Exec, KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const pod = await runningPod(config.makeApiClient(CoreV1Api));
  const run = async (...command: string[]) => {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const text = Promise.all([buffer(stdout), buffer(stderr)]);
    const socket = await new Exec(config).exec(namespace, pod, "app", command, stdout, stderr, null, false);
    socket.onclose = () => [stdout, stderr].map((stream) => stream.end());
    const [found, complaint] = await text;
    if (complaint.length > 0) throw new Error(`${command.join(" ")}: ${complaint}`);
    return found.toString();
  };
  const names = (await run("ls", mountPath)).trim().split("\n");
  const files: Record<string, string> = {};
  for (const name of names) files[name] = await run("cat", `${mountPath}/${name}`);
  return { files, dbPassword: await run("sh", "-c", 'printf %s "$DB_PASSWORD"') };
}

/** The part of Kubernetes' client that is used here; its types are those of an ES module. */
interface Pods {
  listNamespacedPod(request: { namespace: string; labelSelector: string }): Promise<{
    items: { metadata?: { name?: string }; status?: { phase?: string } }[];
  }>;
}

/** A role assignment takes up to ten minutes to be in force; the kubelet mounts again until then. */
async function runningPod(api: Pods): Promise<string> {
  for (let left = 60; left > 0; left--) {
    const { items } = await api.listNamespacedPod({ namespace, labelSelector: "app=orders" });
    const running = items.find(({ status }) => status?.phase === "Running");
    if (running?.metadata?.name) return running.metadata.name;
    await sleep(10_000);
  }
  throw new Error(`no pod of "orders" in namespace "${namespace}" runs after ten minutes`);
}

async function main(): Promise<void> {
  const { ARM_SUBSCRIPTION_ID, ACCEPTANCE_LOCATION: location = "westeurope" } = process.env;
  if (!ARM_SUBSCRIPTION_ID) {
    throw new Error(
      "ARM_SUBSCRIPTION_ID is not set. Set it to the subscription in which a cluster and two vaults may be created.",
    );
  }
  const engine = await findEngine(["yaml"]);
  const home = mkdtempSync(join(tmpdir(), "acceptance-"));
  console.log(`Subscription ${ARM_SUBSCRIPTION_ID}, ${location}. State of the engine: ${home}`);
  const env = {
    ...process.env,
    PATH: pathWith(engine),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "acceptance",
  };
  await acceptance({ engine, env, home, location, readPod }, console.log);
  console.log("Accepted.");
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
