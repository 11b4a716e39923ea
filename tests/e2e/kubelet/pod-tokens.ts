import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import type { Cluster } from "../test-cluster/cluster";

interface TokenRequest {
  readonly audience: string;
  readonly expirationSeconds?: number;
}

/** What the kubelet passes to a CSI driver, by audience. */
export type PodTokens = Readonly<Record<string, { token: string; expirationTimestamp: string }>>;

/** A token of the pod's service account, bound to the pod, for each audience that the driver asks for. */
export async function requestPodTokens(
  cluster: Cluster,
  pod: KubernetesObject,
  requests: readonly TokenRequest[],
): Promise<PodTokens> {
  const { name, namespace, uid } = pod.metadata;
  const { serviceAccountName } = pod.spec as { serviceAccountName: string };
  const account = await cluster.api.pathOf("v1", "ServiceAccount", namespace, serviceAccountName);
  const tokens = requests.map(async ({ audience, expirationSeconds }) => {
    const body = {
      apiVersion: "authentication.k8s.io/v1",
      kind: "TokenRequest",
      spec: {
        audiences: [audience],
        expirationSeconds,
        boundObjectRef: { apiVersion: "v1", kind: "Pod", name, uid },
      },
    };
    const { status } = await cluster.api.request(`${account}/token`, { method: "POST", body });
    return [audience, status] as const;
  });
  return Object.fromEntries(await Promise.all(tokens)) as PodTokens;
}
