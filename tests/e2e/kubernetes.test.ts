import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiError } from "../../emulator/kubernetes/api-error";
import { kindOf } from "../../emulator/kubernetes/kinds";
import type { Backend } from "../emulator/kubernetes-cases/backend";
import { kubernetesCases } from "../emulator/kubernetes-cases/cases";
import type { ProviderClient } from "../emulator/provider-client";
import { RealProvider } from "./support/real-provider";
import { sharedTestCluster } from "./support/test-cluster";
import type { TestCluster } from "./test-cluster/test-cluster";

describe("the real Kubernetes provider", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "kubernetes-"));
  let testCluster: TestCluster;
  let real: RealProvider;
  let provider: ProviderClient;
  let backend: Backend;

  const path = async (type: string, id: string) => {
    const { apiVersion, kind } = kindOf(type);
    const [name, namespace] = id.split("/").reverse() as [string, string?];
    return testCluster.cluster("blue").api.pathOf(apiVersion, kind, namespace, name);
  };
  const unlessNotFound = (error: ApiError) => {
    if (error.reason !== "NotFound") throw error;
    return undefined;
  };

  before(async () => {
    testCluster = await sharedTestCluster();
    for (const cluster of testCluster.clusters.values()) await cluster.createNamespace("shop");
    const kubeconfigFile = join(folder, "kubeconfig");
    writeFileSync(kubeconfigFile, withLostContext(testCluster.kubeconfig("blue", "green")));
    real = await RealProvider.open(testCluster.programs.kubernetesProvider, kubeconfigFile);
    provider = await real.connect();
    const { api } = testCluster.cluster("blue");
    backend = {
      provider,
      creates: "by server-side apply",
      connect: (config) => real.connect(config),
      kubeconfig: (name) => testCluster.kubeconfig(name),
      live: async (type, id) => api.request(await path(type, id)).catch(unlessNotFound),
      remove: async (type, id) => {
        await api.request(await path(type, id), { method: "DELETE" });
      },
      apply: (manifest) => testCluster.cluster("blue").apply(JSON.stringify(manifest)),
    };
  });
  afterEach(async () => {
    for (const cluster of testCluster.clusters.values()) await cluster.empty();
  });
  after(async () => {
    await real?.close();
    rmSync(folder, { recursive: true });
  });

  kubernetesCases(() => backend);
});

/** The context "lost" leads to an API server that does not answer. */
function withLostContext(kubeconfig: string): string {
  const config = JSON.parse(kubeconfig);
  const [{ context }] = config.contexts;
  config.contexts.push({ name: "lost", context: { ...context, cluster: "lost" } });
  config.clusters.push({ name: "lost", cluster: { server: "https://127.0.0.1:1" } });
  return JSON.stringify(config);
}
