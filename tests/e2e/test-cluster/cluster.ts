import { setTimeout as sleep } from "node:timers/promises";
import type { JSONWebKeySet } from "jose";
import { parseAllDocuments } from "yaml";
import type { ApiError } from "../../../emulator/kubernetes/api-error";
import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import type { ApiConnection } from "./api-connection";
import type { AuditLog } from "./audit-log";

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
  constructor(
    readonly name: string,
    readonly issuer: string,
    readonly api: ApiConnection,
    readonly auditLog: AuditLog,
  ) {}

  /** What the issuer publishes: used to verify its tokens. */
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
      if (!manifest) continue;
      const { apiVersion, kind, metadata } = manifest;
      await this.api.request(await this.api.pathOf(apiVersion, kind, metadata.namespace, metadata.name), {
        method: "PATCH",
        query: { fieldManager, force: "true", fieldValidation: "Strict" },
        contentType: "application/apply-patch+yaml",
        body: manifest,
      });
    }
  }

  /** POST, as a controller or `kubectl create` does; returns what was admitted. */
  async create(object: KubernetesObject): Promise<KubernetesObject> {
    const path = await this.api.pathOf(object.apiVersion, object.kind, object.metadata.namespace);
    const query = { fieldManager: "e2e", fieldValidation: "Strict" };
    return (await this.api.request(path, { method: "POST", query, body: object })) as KubernetesObject;
  }

  /** The pod that a controller has created for these labels, as soon as there is one. */
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

  /** What there is of programs' making, as `ServiceAccount shop/orders`. */
  async inventory(): Promise<string[]> {
    const kinds = emptied.map(async ([apiVersion, kind]) => {
      const path = (await this.api.pathOf(apiVersion, kind, "default")).replace("/namespaces/default", "");
      const { items } = await this.api.request(path);
      return (items as KubernetesObject[])
        .filter(({ metadata: { namespace, name } }) => !namespace?.startsWith("kube-") && name !== "default")
        .map(({ metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`);
    });
    return (await Promise.all(kinds)).flat();
  }

  /** Deletes what scenarios have created. Namespaces stay, empty: deleting one takes seconds. */
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
