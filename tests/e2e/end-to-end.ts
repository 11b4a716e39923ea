import { type Emulator, type Endpoints, startEmulator, type World } from "../../emulator";
import type { KubernetesObject } from "../../emulator/kubernetes/object-kind";
import { Kubelet } from "./kubelet/kubelet";
import type { RunningPod } from "./kubelet/running-pod";
import { type Report, reportPod, reportRefusal, reportRequests, reportRunning } from "./report";
import type { TestCluster } from "./test-cluster/test-cluster";

/** One Azure and the clusters of the test cluster, from a program's first resource to the mounted file. */
export interface Environment {
  /** For the engine: `cloud.debugProviders`. */
  readonly cloud: Emulator;
  readonly endpoints: Endpoints;
  /** Starts a pod that the API server has admitted; fails with the words of who refused. */
  start(cluster: string, pod: KubernetesObject): Promise<RunningPod>;
  /** Leaves the clusters empty for the next one. */
  close(): Promise<void>;
}

/** Puts a world behind a test cluster: its login and vaults, and in each cluster the namespaces and objects it declares. */
export async function openEnvironment(
  testCluster: TestCluster,
  world: World,
  report: Report = () => {},
): Promise<Environment> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const cloud = await startEmulator({ world, withoutKubernetes: true });
    closers.push(() => cloud.stop());
    const endpoints = await cloud.startEndpoints({ keysOf: testCluster.keysOf });
    closers.push(() => endpoints.stop());
    const provider = await testCluster.startKeyVaultProvider(endpoints);
    closers.push(() => provider.stop());
    for (const cluster of testCluster.clusters.values()) {
      closers.push(() => cluster.empty());
      for (const name of world.namespaces ?? []) await cluster.createNamespace(name);
      for (const { manifest, fieldManager = "kubectl" } of world.kubernetesObjects ?? []) {
        await cluster.apply(JSON.stringify(manifest), fieldManager);
      }
    }
    const kubelet = new Kubelet(provider.client, testCluster.programs.csiDriver, report);
    const start = async (cluster: string, pod: KubernetesObject) => {
      reportPod(report, cluster, pod);
      const asked = endpoints.requests.length;
      try {
        const running = await kubelet.start(testCluster.cluster(cluster), pod);
        reportRequests(report, endpoints.requests.slice(asked));
        reportRunning(report, running);
        return running;
      } catch (error) {
        reportRequests(report, endpoints.requests.slice(asked));
        reportRefusal(report, error as Error);
        throw error;
      }
    };
    return { cloud, endpoints, start, close };
  } catch (error) {
    await close();
    throw error;
  }
}
