import type { Properties } from "../provider/values";
import type { Cause } from "./api-error";
import type { NameRule } from "./names";

/** What a kind may ask of the cluster that its objects are in. */
export interface ObjectsOfCluster {
  get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  emptyNamespace(namespace: string): void;
}

/** One kind of object: what the API server fills in, and what the provider may not change in place. */
export interface ObjectKind {
  apiVersion: string;
  kind: string;
  /** Plural, with the group, as the API server's errors name it. */
  resource: string;
  namespaced: boolean;
  name: NameRule;
  /** Top-level fields; others are dropped. */
  fields: string[];
  /** Paths whose change replaces. [KP provider/diff.go forceNew] */
  replaces: string[];
  /** One spelling for inputs that mean the same to the API server. [KP provider.go normalizeInputs] */
  normalize?(inputs: Properties): Properties;
  /** Faults of the kind's own fields. */
  validate(object: KubernetesObject): Cause[];
  /** Fills in what the API server fills in. */
  admit?(cluster: ObjectsOfCluster, object: KubernetesObject): void;
  /** After deletion of the object. */
  removed?(cluster: ObjectsOfCluster, object: KubernetesObject): void;
}

export interface KubernetesObject extends Properties {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

export interface ObjectMeta extends Properties {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** `kubernetes:apps/v1:Deployment`; the core group is `core/v1`. */
export function typeToken({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** A custom resource, of the kinds that are served here. */
export function isCustom({ apiVersion }: { apiVersion: string }): boolean {
  return apiVersion.includes(".x-k8s.io/");
}

/** `Deployment.apps`, as in "is invalid" errors. */
export function qualifiedKind({ apiVersion, kind }: ObjectKind): string {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : undefined;
  return group ? `${kind}.${group}` : kind;
}
