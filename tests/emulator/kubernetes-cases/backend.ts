import type { Properties } from "../../../emulator/provider/values";
import type { Created, ProviderClient } from "../provider-client";

/** A Kubernetes provider and the cluster behind it: the emulator's, or the real provider and a real API server. */
export interface Backend {
  readonly provider: ProviderClient;
  /** How it creates: by POST (4.29 and later), or by server-side apply. */
  readonly creates: "by POST" | "by server-side apply";
  /** A provider with a configuration of its own; it ends with the test. */
  connect(config: Record<string, string>): Promise<ProviderClient>;
  /** A kubeconfig with a single cluster: "blue" is the one of `provider`. */
  kubeconfig(cluster: "blue" | "green"): string;
  /** What is in the cluster now. */
  live(type: string, id: string): Promise<Properties | undefined>;
  /** Deletes an object as kubectl does. */
  remove(type: string, id: string): Promise<void>;
  /** Applies an object as another field manager, as Argo CD and Flux do. */
  apply(manifest: object): Promise<void>;
}

export const types = {
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  namespace: "kubernetes:core/v1:Namespace",
  secret: "kubernetes:core/v1:Secret",
  pod: "kubernetes:core/v1:Pod",
  deployment: "kubernetes:apps/v1:Deployment",
  providerClass: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
} as const;

export const containers = [{ name: "app", image: "shop/orders" }];

export const parameters = (given: object) => ({ provider: "azure", parameters: given });

export const workload = (podSpec: object) => ({
  selector: { matchLabels: { app: "orders" } },
  template: { metadata: { labels: { app: "orders" } }, spec: podSpec },
});

export const orders = (more: object = {}) => ({ metadata: { name: "orders", namespace: "shop", ...more } });

export const annotated = (annotations: object) => orders({ annotations });

/** Creates the object of that type that is named `orders`, in namespace `shop`. */
export function create({ provider }: Backend, type: string, fields: object = {}): Promise<Created> {
  return provider.create(type, "orders", { ...orders(), ...fields });
}
