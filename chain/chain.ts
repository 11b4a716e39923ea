import { type Endpoints, type LocalCloud, startLocalCloud, type World } from "../local-cloud";
import type { KubernetesObject } from "../local-cloud/kubernetes/object-kind";
import { type Tell, tellPod, tellRefusal, tellRequests, tellRunning } from "./account";
import type { Bed } from "./bed/bed";
import { Kubelet, type RunningPod } from "./kubelet/kubelet";

/** One Azure and the clusters of the bed, from a program's first resource to the mounted file. */
export interface Chain {
  /** For the engine: `cloud.debugProviders`. */
  readonly cloud: LocalCloud;
  readonly endpoints: Endpoints;
  /** Starts a pod that the API server has admitted; fails with the words of who refused. */
  start(cluster: string, pod: KubernetesObject): Promise<RunningPod>;
  /** Leaves the clusters empty for the next one. */
  close(): Promise<void>;
}

/** Puts a world behind a bed: its login and vaults, and in each cluster the namespaces and objects it declares. */
export async function openChain(bed: Bed, world: World, tell: Tell = () => {}): Promise<Chain> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const cloud = await startLocalCloud({ world, connect: bed.connect });
    closers.push(() => cloud.stop());
    const endpoints = await cloud.startEndpoints({ keysOf: bed.keysOf });
    closers.push(() => endpoints.stop());
    const provider = await bed.startKeyVaultProvider(endpoints);
    closers.push(() => provider.stop());
    for (const cluster of bed.clusters.values()) {
      closers.push(() => cluster.empty());
      for (const name of world.namespaces ?? []) await cluster.createNamespace(name);
      for (const { manifest, fieldManager = "kubectl" } of world.kubernetesObjects ?? []) {
        await cluster.apply(JSON.stringify(manifest), fieldManager);
      }
    }
    const kubelet = new Kubelet(provider.client, bed.programs.csiDriver, tell);
    const start = async (cluster: string, pod: KubernetesObject) => {
      tellPod(tell, cluster, pod);
      const asked = endpoints.requests.length;
      try {
        const running = await kubelet.start(bed.cluster(cluster), pod);
        tellRequests(tell, endpoints.requests.slice(asked));
        tellRunning(tell, running);
        return running;
      } catch (error) {
        tellRequests(tell, endpoints.requests.slice(asked));
        tellRefusal(tell, error as Error);
        throw error;
      }
    };
    return { cloud, endpoints, start, close };
  } catch (error) {
    await close();
    throw error;
  }
}
