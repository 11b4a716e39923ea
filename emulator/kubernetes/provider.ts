import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Provider, Session } from "../provider/provider";
import { sdkVersion } from "../provider/sdk-version";
import { containsUnknown, type Properties, reveal } from "../provider/values";
import { diffConfig } from "./active-cluster";
import { type ApiError, notFound } from "./api-error";
import type { ApiServer } from "./api-server";
import { check } from "./check";
import { checkpoint, keepSecrets, normalized, pruneLive, withoutReadOnly } from "./checkpoint";
import { diff } from "./diff";
import { withHelmReleases } from "./helm-release";
import { isPatch, kindOf } from "./kinds";
import { creator } from "./managed-fields";
import type { KubernetesObject, ObjectKind } from "./object-kind";
import { schema } from "./schema";
import { unreachable } from "./unreachable";

/** How a provider of the program finds its cluster. */
export interface ClusterAddress {
  kubeconfig: string;
  context: string;
}

/** Emulates the kubernetes provider in its default mode: create by POST, update by server-side apply. */
export function kubernetes(
  clusterOf: (address: ClusterAddress) => ApiServer,
  /** Why a cluster's API server does not answer. */
  faultOf: (address: ClusterAddress) => string | undefined = () => undefined,
): Provider {
  return {
    name: "kubernetes",
    version: sdkVersion("@pulumi/kubernetes"),
    acceptSecrets: true,
    schema,
    diffConfig,
    configure: ({ kubeconfig = "", context = "", namespace }) => {
      const address = { kubeconfig, context };
      const api = clusterOf(address);
      const reachable = withHelmReleases(session(api, namespace), api, namespace);
      const fault = faultOf(address);
      return fault === undefined ? reachable : unreachable(reachable, fault);
    },
  };
}

function session(api: ApiServer, defaultNamespace: string | undefined): Session {
  return {
    check: (request) => check(request, defaultNamespace),
    diff,

    async create({ type, urn, inputs, preview: dryRun }) {
      const kind = kindOf(type);
      // [KP provider.go Create skipPreview] what is unknown cannot be tried, and patches are not
      if (dryRun && (containsUnknown(inputs) || isPatch(type))) return { id: "", properties: inputs };
      const wanted = objectOf(kind, inputs);
      const manager = fieldManager(wanted);
      try {
        const live = await patiently(dryRun, () =>
          isPatch(type)
            ? api.apply(kind, wanted, { manager, force: isForced(wanted), dryRun })
            : api.create(kind, wanted, { manager: creator, force: false, dryRun }),
        );
        if (dryRun) delete live.status;
        return { id: dryRun ? "" : idOf(live), properties: checkpoint(kind, inputs, live, manager) };
      } catch (error) {
        // [KP provider.go Create failedPreview; await.go namespaceError] the same program may create it
        if (dryRun && isTolerable(error as ApiError)) return { id: "", properties: inputs };
        throw new Error(
          `resource "${urn}" was not successfully created by the Kubernetes API server: ${explain(error as ApiError, manager)}`,
        );
      }
    },

    async read({ type, id, state, inputs: given }) {
      const kind = kindOf(type);
      const { namespace, name } = parseId(kind, id);
      const live = api.get(kind.apiVersion, kind.kind, namespace, name);
      if (!live) return undefined;
      const inputs = inputsOf(kind, live, { given, isKnown: state.kind !== undefined });
      return { id, properties: checkpoint(kind, inputs, live, managerOf(state)), inputs };
    },

    async update({ type, urn, id, state, news, preview: dryRun }) {
      const kind = kindOf(type);
      if (dryRun && containsUnknown(news)) return news;
      const wanted = objectOf(kind, news);
      const manager = managerOf(state);
      const { name, namespace } = parseId(kind, id);
      if (!api.get(kind.apiVersion, kind.kind, namespace, name)) {
        const { message } = notFound(kind.resource, name);
        throw new Error(
          `update of resource "${urn}" failed: ${message}\nunable to get cluster state: ${message}`,
        );
      }
      try {
        const asCreated = !isPatch(type) && api.adopt(kind, namespace, name, { manager, dryRun });
        // [KP await.go patchForce] a preview, which adopts nothing, would conflict with the creation
        const force = isForced(wanted) || (dryRun && asCreated);
        const live = api.apply(kind, wanted, { manager, force, dryRun });
        return checkpoint(kind, news, live, manager);
      } catch (error) {
        const fault = explain(error as ApiError, manager);
        throw new Error(
          `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${fault}`,
        );
      }
    },

    async delete({ type, id, state }) {
      const kind = kindOf(type);
      const { namespace, name } = parseId(kind, id);
      if (isPatch(type)) api.relinquish(kind, namespace, name, managerOf(state));
      else api.delete(kind, namespace, name);
    },

    invoke(token) {
      throw new Error(`unknown Invoke type "${token}"`);
    },
  };
}

/**
 * The inputs that a read finds: those of an import, of a refresh, or of the refresh of what the program only reads, of
 * which nothing but its identity is left. [KP provider.go Read readFromCluster, pruneLiveState]
 */
function inputsOf(
  kind: ObjectKind,
  live: KubernetesObject,
  { given = {}, isKnown }: { given?: Properties; isKnown: boolean },
): Properties {
  if (Object.keys(given).length > 0) return keepSecrets(pruneLive(live, normalized(kind, given)), given);
  if (!isKnown) return withoutReadOnly(structuredClone(live));
  const { name, namespace } = live.metadata;
  return pruneLive(live, { apiVersion: "", kind: "", metadata: { name, namespace } });
}

function objectOf(kind: ObjectKind, inputs: Properties): KubernetesObject {
  const { apiVersion, kind: kindName } = kind;
  return withoutReadOnly({ ...normalized(kind, inputs), apiVersion, kind: kindName } as KubernetesObject);
}

function idOf({ metadata }: KubernetesObject): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
}

function parseId({ namespaced }: ObjectKind, id: string): { namespace?: string; name: string } {
  const [name, namespace = "default"] = id.split("/").reverse() as [string, string?];
  return { name, namespace: namespaced ? namespace : undefined };
}

/** A unique name for each resource. [KP provider.go fieldManagerName] */
function fieldManager({ metadata }: KubernetesObject): string {
  const chosen = metadata.annotations?.["pulumi.com/patchFieldManager"];
  return chosen ?? `pulumi-kubernetes-${randomBytes(4).toString("hex")}`;
}

function managerOf(state: Properties): string {
  return String(reveal(state.__fieldManager) ?? creator);
}

function isForced({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.["pulumi.com/patchForce"] === "true";
}

/** What is created at the same time may come a moment later. [KP await/await.go Creation, five retries] */
async function patiently<T>(preview: boolean, create: () => T | Promise<T>): Promise<T> {
  for (let wait = 20; ; wait *= 2) {
    try {
      return await create();
    } catch (error) {
      if (preview || (error as ApiError).reason !== "NotFound" || wait > 320) throw error;
      await sleep(wait);
    }
  }
}

function isTolerable({ reason, about }: ApiError): boolean {
  return (
    reason === "Forbidden" || reason === "AlreadyExists" || (reason === "NotFound" && about === "namespaces")
  );
}

/** [KP await/await.go Creation, handleSSAErr] */
function explain({ reason, message }: ApiError, manager: string): string {
  // Followed there by a list of remedies.
  if (reason === "AlreadyExists") return `${message}\n\nThe resource already exists in the cluster.`;
  if (reason !== "Conflict") return message;
  return (
    "server-side apply field conflict detected, see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/" +
    "managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources for troubleshooting help\n" +
    `The resource managed by field manager "${manager}" had an apply conflict: ${message}`
  );
}
