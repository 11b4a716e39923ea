import { setTimeout as sleep } from "node:timers/promises";
import { adoptFields, creator, type ManagedFields } from "./adoption";
import type { ApiConnection } from "./api-connection";
import type { ApiError } from "./api-error";
import type { KubernetesObject } from "./object-kind";
import type { ObjectServer, Write } from "./object-server";

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

interface Managed {
  readonly managedFields: readonly ManagedFields[];
  readonly resourceVersion: string;
}

/** Hands a provider's objects to a real API server, which refuses unknown fields too. */
export class RealApiServer implements ObjectServer {
  constructor(private readonly connect: () => Promise<ApiConnection>) {}

  async get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Promise<KubernetesObject | undefined> {
    const api = await this.connect();
    const found = api.request(await api.pathOf(apiVersion, kind, namespace, name));
    return found.catch(undefinedIfNotFound) as Promise<KubernetesObject | undefined>;
  }

  async create({ apiVersion, kind }: Kind, wanted: KubernetesObject, write: Write) {
    const api = await this.connect();
    const path = await api.pathOf(apiVersion, kind, wanted.metadata.namespace);
    const created = await api.request(path, { method: "POST", query: queryOf(write), body: wanted });
    return created as KubernetesObject;
  }

  async apply({ apiVersion, kind }: Kind, wanted: KubernetesObject, write: Write) {
    const api = await this.connect();
    const { name, namespace } = wanted.metadata;
    const applied = await api.request(await api.pathOf(apiVersion, kind, namespace, name), {
      method: "PATCH",
      query: { ...queryOf(write), force: String(write.force) },
      body: wanted,
      contentType: "application/apply-patch+yaml",
    });
    return applied as KubernetesObject;
  }

  async adopt(
    { apiVersion, kind }: Kind,
    namespace: string | undefined,
    name: string,
    { manager, dryRun }: Pick<Write, "manager" | "dryRun">,
  ): Promise<boolean> {
    const live = await this.get(apiVersion, kind, namespace, name);
    if (!live) return false;
    const { managedFields, resourceVersion } = live.metadata as unknown as Managed;
    const adopted = adoptFields(managedFields, manager);
    if (!dryRun && adopted !== managedFields) {
      const api = await this.connect();
      await api.request(await api.pathOf(apiVersion, kind, namespace, name), {
        method: "PATCH",
        contentType: "application/json-patch+json",
        body: [
          { op: "replace", path: "/metadata/managedFields", value: adopted },
          // Fails when another has written in between.
          { op: "replace", path: "/metadata/resourceVersion", value: resourceVersion },
        ],
      });
    }
    return managedFields.some((entry) => entry.manager === creator && entry.operation === "Update");
  }

  /** Applies nothing but the object's name. [KP ssa/ssa.go Relinquish] */
  async relinquish(kind: Kind, namespace: string | undefined, name: string, manager: string) {
    if (!(await this.get(kind.apiVersion, kind.kind, namespace, name))) return;
    const bare = { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name, namespace } };
    await this.apply(kind, bare, { manager, force: false, dryRun: false });
  }

  /** Waits until the object is gone, as the provider does: a namespace is emptied first. */
  async delete({ apiVersion, kind }: Kind, namespace: string | undefined, name: string) {
    const api = await this.connect();
    const path = await api.pathOf(apiVersion, kind, namespace, name);
    const asked = { method: "DELETE", query: { propagationPolicy: "Background" } };
    await api.request(path, asked).catch(undefinedIfNotFound);
    while (await api.request(path).catch(undefinedIfNotFound)) await sleep(100);
  }
}

function queryOf({ manager, dryRun }: Write): Record<string, string> {
  return { fieldManager: manager, fieldValidation: "Strict", ...(dryRun ? { dryRun: "All" } : {}) };
}

function undefinedIfNotFound(error: ApiError): undefined {
  if (error.reason !== "NotFound") throw error;
}
