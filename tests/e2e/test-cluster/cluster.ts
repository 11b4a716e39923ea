import { setTimeout as sleep } from "node:timers/promises";
import type { JSONWebKeySet } from "jose";
import { parseAllDocuments } from "yaml";
import type { ApiConnection } from "../../../emulator/kubernetes/api-connection";
import type { ApiError } from "../../../emulator/kubernetes/api-error";
import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import { RealApiServer } from "../../../emulator/kubernetes/real-api-server";

/** Emptied in this order: who makes others goes first. */
const emptied = [
  ["apps/v1", "Deployment"],
  ["apps/v1", "ReplicaSet"],
  ["v1", "Pod"],
  ["v1", "Secret"],
  ["v1", "ServiceAccount"],
  ["secrets-store.csi.x-k8s.io/v1", "SecretProviderClass"],
] as const;

/** A cluster without nodes: a real API server with the controllers, webhook and custom resources of an AKS cluster. */
export class Cluster {
  readonly #objects: RealApiServer;

  constructor(
    readonly name: string,
    readonly issuer: string,
    readonly api: ApiConnection,
  ) {
    this.#objects = new RealApiServer(async () => api);
  }

  /** What the issuer publishes: whoever verifies a token asks for it. */
  async keySet(): Promise<JSONWebKeySet> {
    const answer = await this.api.request("/openid/v1/jwks", { accept: "application/jwk-set+json" });
    return answer as unknown as JSONWebKeySet;
  }

  async get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Promise<KubernetesObject> {
    const path = await this.api.pathOf(apiVersion, kind, namespace, name);
    return (await this.api.request(path)) as KubernetesObject;
  }

  /** Applies manifests (YAML, any number of documents) as Argo CD, Flux or kubectl would. */
  async apply(yaml: string, fieldManager = "gitops"): Promise<void> {
    for (const document of parseAllDocuments(yaml)) {
      const manifest = document.toJS() as KubernetesObject | null;
      const write = { manager: fieldManager, force: true, dryRun: false };
      if (manifest) await this.#objects.apply(manifest, manifest, write);
    }
  }

  /** POST, as a controller or `kubectl create` does; returns what was admitted. */
  async create(object: KubernetesObject): Promise<KubernetesObject> {
    return this.#objects.create(object, object, { manager: "e2e", force: false, dryRun: false });
  }

  /** The pod that a controller has made for these labels, as soon as there is one. */
  async podOf(namespace: string, labels: Readonly<Record<string, string>>): Promise<KubernetesObject> {
    const path = await this.api.pathOf("v1", "Pod", namespace);
    const labelSelector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(",");
    for (let tries = 0; tries < 100; tries++) {
      const { items } = await this.api.request(path, { query: { labelSelector } });
      const [pod] = items as KubernetesObject[];
      // Lists leave out what all items share.
      if (pod) return { ...pod, apiVersion: "v1", kind: "Pod" };
      await sleep(100);
    }
    throw new Error(`no pod with ${labelSelector} came into namespace "${namespace}" of ${this.name}`);
  }

  async createNamespace(name: string): Promise<void> {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    await this.create(namespace).catch((error: ApiError) => {
      if (error.reason !== "AlreadyExists") throw error;
    });
  }

  /** Takes away what scenarios have made. Namespaces stay, empty: their end takes seconds. */
  async empty(): Promise<void> {
    const { items } = await this.api.request("/api/v1/namespaces");
    const names = (items as KubernetesObject[]).map(({ metadata }) => metadata.name);
    for (const namespace of names.filter((name) => !name.startsWith("kube-"))) {
      for (const [apiVersion, kind] of emptied) {
        await this.api.request(await this.api.pathOf(apiVersion, kind, namespace), {
          method: "DELETE",
          // The account "default" is the cluster's own.
          query: {
            propagationPolicy: "Background",
            ...(kind === "ServiceAccount" && { fieldSelector: "metadata.name!=default" }),
          },
        });
      }
    }
  }
}
