import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import type { Properties } from "../../../emulator/provider/values";
import { type Report, reportTokens } from "../report";
import type { Cluster } from "../test-cluster/cluster";
import { type Published, publish, type SyncedSecret } from "./csi-driver";
import type { KeyVaultProviderClient } from "./key-vault-provider-client";
import { requestPodTokens } from "./pod-tokens";
import type { RunningPod } from "./running-pod";

interface CsiVolume {
  readonly name: string;
  readonly csi?: {
    readonly driver: string;
    readonly readOnly?: boolean;
    readonly volumeAttributes?: Readonly<Record<string, string>>;
  };
}

interface EnvVariable {
  readonly name: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly volumes?: readonly CsiVolume[];
  readonly containers: readonly { readonly env?: readonly EnvVariable[] }[];
}

const driverName = "secrets-store.csi.k8s.io";

/** Plays the kubelet of a node, and the CSI driver on it as far as the driver's own code needs a node. */
export class Kubelet {
  constructor(
    private readonly provider: KeyVaultProviderClient,
    private readonly driverProgram: string,
    private readonly report: Report,
  ) {}

  /** Mounts the pod's volumes of the Secrets Store CSI driver; fails with the words of who refused. */
  async start(cluster: Cluster, pod: KubernetesObject): Promise<RunningPod> {
    const { volumes = [], containers } = pod.spec as unknown as PodSpec;
    const volumesOfDriver = volumes.filter(({ csi }) => csi?.driver === driverName);
    const published: Record<string, Published> = {};
    for (const volume of volumesOfDriver) published[volume.name] = await this.mount(cluster, pod, volume);
    const secrets = Object.values(published).flatMap((one) => one.secrets);
    return {
      volumes: Object.fromEntries(Object.entries(published).map(([name, { files }]) => [name, files])),
      secrets,
      env: environment(containers[0]?.env ?? [], secrets),
    };
  }

  /** As the driver's NodePublishVolume goes about it. */
  private async mount(cluster: Cluster, pod: KubernetesObject, { name, csi }: CsiVolume): Promise<Published> {
    const { volumeAttributes = {}, readOnly } = csi ?? {};
    if (!readOnly) throw new Error(`volume ${name}: Readonly is not true in request`);
    const className = volumeAttributes.secretProviderClass;
    if (!className) throw new Error(`volume ${name}: secretProviderClass is not set`);
    const { spec } = await cluster.get(
      "secrets-store.csi.x-k8s.io/v1",
      "SecretProviderClass",
      pod.metadata.namespace,
      className,
    );
    const { provider, parameters, secretObjects = [] } = spec as Properties;
    if (provider !== "azure") throw new Error(`volume ${name}: provider "${provider}" not found`);
    const context = await this.volumeContext(cluster, pod);
    const response = await this.provider.mount({
      attributes: JSON.stringify({ ...(parameters as object), ...volumeAttributes, ...context }),
      secrets: "{}",
      target_path: "/none",
      // 0644, decimal.
      permission: "420",
    });
    return publish(this.driverProgram, response, secretObjects as object[]);
  }

  /** What the kubelet adds to the attributes of a volume, as the CSIDriver object asks for it. */
  private async volumeContext(cluster: Cluster, pod: KubernetesObject): Promise<Record<string, string>> {
    const { spec } = await cluster.get("storage.k8s.io/v1", "CSIDriver", undefined, driverName);
    const { podInfoOnMount, tokenRequests = [] } = spec as {
      podInfoOnMount: boolean;
      tokenRequests?: { audience: string; expirationSeconds?: number }[];
    };
    const { name, namespace, uid } = pod.metadata;
    const { serviceAccountName } = pod.spec as unknown as PodSpec;
    const tokens = await requestPodTokens(cluster, pod, tokenRequests);
    reportTokens(this.report, tokens);
    return {
      ...(podInfoOnMount && {
        "csi.storage.k8s.io/pod.name": name,
        "csi.storage.k8s.io/pod.namespace": namespace ?? "default",
        "csi.storage.k8s.io/pod.uid": String(uid),
        "csi.storage.k8s.io/serviceAccount.name": serviceAccountName,
        "csi.storage.k8s.io/ephemeral": "true",
      }),
      ...(tokenRequests.length > 0 && { "csi.storage.k8s.io/serviceAccount.tokens": JSON.stringify(tokens) }),
    };
  }
}

function environment(env: readonly EnvVariable[], secrets: readonly SyncedSecret[]): Record<string, string> {
  const found = env.flatMap(({ name, valueFrom }) => {
    const reference = valueFrom?.secretKeyRef;
    if (!reference) return [];
    const secret = secrets.find((one) => one.name === reference.name);
    if (!secret) throw new Error(`secret "${reference.name}" not found`);
    const value = secret.data[reference.key];
    if (!value) throw new Error(`couldn't find key ${reference.key} in Secret ${reference.name}`);
    return [[name, value.toString()] as const];
  });
  return Object.fromEntries(found);
}
