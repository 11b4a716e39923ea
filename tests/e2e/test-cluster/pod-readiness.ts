import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import type { ApiConnection } from "./api-connection";

/**
 * Reports every pod as ready, as the kubelet of a node would: the Kubernetes provider waits for it. Nothing runs; whether
 * a pod could start is asked of `kubelet/`.
 */
export function keepPodsReady(api: ApiConnection): { stop(): Promise<void> } {
  let stopped = false;
  const loop = async () => {
    while (!stopped) {
      const query = { fieldSelector: "status.phase=Pending" };
      const { items = [] } = await api.request("/api/v1/pods", { query }).catch(() => ({ items: [] }));
      for (const pod of items as KubernetesObject[]) await reportReady(api, pod);
      await sleep(100);
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
}

async function reportReady(api: ApiConnection, { metadata, spec }: KubernetesObject): Promise<void> {
  const { containers } = spec as { containers: { name: string; image: string }[] };
  const status = {
    phase: "Running",
    conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
      type,
      status: "True",
    })),
    containerStatuses: containers.map(({ name, image }) => ({
      ...{ name, image, imageID: "", ready: true, started: true, restartCount: 0 },
      state: { running: { startedAt: new Date().toISOString() } },
    })),
  };
  const path = `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/status`;
  const patch = { method: "PATCH", contentType: "application/merge-patch+json", body: { status } };
  // It may have been deleted since it was listed.
  await api.request(path, patch).catch(() => undefined);
}
