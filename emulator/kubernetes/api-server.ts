import { v4 as uuidv4 } from "uuid";
import { isObject } from "../provider/values";
import type { Store } from "../store";
import type { World } from "../world";
import { ApiError, alreadyExists, type Cause, invalid, notFound } from "./api-error";
import { withoutEmptyMaps } from "./checkpoint";
import { adoptOwnership, applyFields, creator, fieldsOf, type Ownership } from "./managed-fields";
import { annotationCauses, labelCauses } from "./names";
import {
  type KubernetesObject,
  type ObjectKind,
  type ObjectsOfCluster,
  qualifiedKind,
  typeToken,
} from "./object-kind";

/** As whom, and how, an object is written. */
export interface Write {
  manager: string;
  force: boolean;
  dryRun: boolean;
}

const shelf = "kubernetes";
const ownersShelf = "kubernetes field managers";

/** The API server of one cluster: what it accepts, fills in and keeps. */
export class ApiServer implements ObjectsOfCluster {
  constructor(
    private readonly world: () => World,
    private readonly store: Store,
    /** Which cluster: the kubeconfig and context that the provider was given. */
    private readonly cluster: string,
  ) {}

  get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const key = this.key({ apiVersion, kind }, namespace, name);
    return this.store.get(shelf, key)?.properties as KubernetesObject | undefined;
  }

  /** POST. */
  create(kind: ObjectKind, wanted: KubernetesObject, write: Write): KubernetesObject {
    const { name, namespace } = place(kind, wanted);
    if (kind.namespaced) this.requireNamespace(namespace as string);
    this.validate(kind, wanted);
    if (this.get(kind.apiVersion, kind.kind, namespace, name) || this.isDeclared(kind, name)) {
      throw alreadyExists(kind.resource, name);
    }
    return this.keep(kind, newborn(wanted), { [write.manager]: fieldsOf(wanted) }, write.dryRun);
  }

  /** PATCH with server-side apply, which creates an object that is not there. */
  apply(kind: ObjectKind, wanted: KubernetesObject, write: Write): KubernetesObject {
    const { name, namespace } = place(kind, wanted);
    requireKnownFields(kind, wanted);
    const before = this.get(kind.apiVersion, kind.kind, namespace, name);
    if (!before) return this.create(kind, wanted, write);
    const { live, owners } = applyFields(before, this.owners(kind, namespace, name), wanted, write);
    this.validate(kind, live as KubernetesObject);
    return this.keep(kind, live as KubernetesObject, owners, write.dryRun);
  }

  /**
   * Gives a manager the fields that the provider set when it created the object, and those that kubectl set.
   * Returns whether there are any of the provider's; a dry run changes nothing.
   */
  adopt(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    { manager, dryRun }: Pick<Write, "manager" | "dryRun">,
  ): boolean {
    const live = this.get(kind.apiVersion, kind.kind, namespace, name);
    if (!live) return false;
    const owners = this.owners(kind, namespace, name);
    const wasCreators = creator in owners;
    if (!dryRun) this.keep(kind, live, adoptOwnership(owners, manager), false);
    return wasCreators;
  }

  /** Applies nothing but the object's name: what the manager has applied goes. [KP ssa/actions.go Relinquish] */
  relinquish(kind: ObjectKind, namespace: string | undefined, name: string, manager: string): void {
    const { apiVersion, kind: kindName } = kind;
    const bare = { apiVersion, kind: kindName, metadata: { name, namespace } };
    this.apply(kind, bare, { manager, force: false, dryRun: false });
  }

  delete(kind: ObjectKind, namespace: string | undefined, name: string): void {
    const live = this.get(kind.apiVersion, kind.kind, namespace, name);
    if (!live) return;
    this.forget(this.key(kind, namespace, name));
    kind.removed?.(this, live);
  }

  emptyNamespace(namespace: string): void {
    for (const [key, { properties }] of this.store.entries(shelf)) {
      const object = properties as KubernetesObject;
      if (key.startsWith(`${this.cluster}|`) && object.metadata.namespace === namespace) {
        this.forget(key);
      }
    }
  }

  private requireNamespace(name: string): void {
    const declared = ["default", "kube-system", ...(this.world().namespaces ?? [])];
    if (!declared.includes(name) && !this.get("v1", "Namespace", undefined, name)) {
      throw notFound("namespaces", name);
    }
  }

  private isDeclared({ kind }: ObjectKind, name: string): boolean {
    return (
      kind === "Namespace" && ["default", "kube-system", ...(this.world().namespaces ?? [])].includes(name)
    );
  }

  private validate(kind: ObjectKind, object: KubernetesObject): void {
    requireStringMaps(kind, object);
    const { name, labels = {}, annotations = {} } = object.metadata;
    const causes: Cause[] = [
      ...kind.name("metadata.name", name),
      ...labelCauses("metadata.labels", labels),
      ...annotationCauses("metadata.annotations", annotations),
      ...kind.validate(object),
    ];
    if (causes.length > 0) throw invalid(qualifiedKind(kind), name, causes);
  }

  /** Fills in what the API server does, and stores. */
  private keep(
    kind: ObjectKind,
    object: KubernetesObject,
    owners: Ownership,
    dryRun: boolean,
  ): KubernetesObject {
    const { name, namespace } = place(kind, object);
    // Fields that the kind does not have are dropped with a warning. [KP await/await.go FieldValidationWarn]
    const known = Object.entries(structuredClone(object)).filter(([field]) => kind.fields.includes(field));
    const { apiVersion, kind: kindName } = kind;
    const { generation, ...metadata } = structuredClone(object.metadata);
    const live: KubernetesObject = {
      ...Object.fromEntries(known),
      apiVersion,
      kind: kindName,
      metadata: {
        ...withoutEmptyMaps(metadata),
        namespace,
        generation: Number(generation) + 1,
        resourceVersion: String(Date.now()),
      },
    };
    kind.admit?.(this, live);
    if (!dryRun) {
      const id = namespace ? `${namespace}/${name}` : name;
      const key = this.key(kind, namespace, name);
      this.store.put(shelf, key, { id, type: typeToken(kind), properties: live });
      this.store.put(ownersShelf, key, { id, type: typeToken(kind), properties: owners });
    }
    return live;
  }

  private owners(kind: ObjectKind, namespace: string | undefined, name: string): Ownership {
    return this.store.get(ownersShelf, this.key(kind, namespace, name))?.properties as Ownership;
  }

  private forget(key: string): void {
    this.store.delete(shelf, key);
    this.store.delete(ownersShelf, key);
  }

  private key(
    kind: { apiVersion: string; kind: string },
    namespace: string | undefined,
    name: string,
  ): string {
    return [this.cluster, typeToken(kind), namespace ?? "", name].join("|");
  }
}

function place({ namespaced }: ObjectKind, { metadata }: KubernetesObject) {
  return { name: metadata.name, namespace: namespaced ? (metadata.namespace ?? "default") : undefined };
}

/** Only server-side apply refuses unknown fields; a POST drops them. [structured-merge-diff typed/validate.go] */
function requireKnownFields(kind: ObjectKind, object: KubernetesObject): void {
  const known = ["apiVersion", "kind", "metadata", "status", ...kind.fields];
  const unknown = Object.keys(object).find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const { name, namespace = "" } = object.metadata;
  const what = `${namespace}/${name}; ${kind.apiVersion}, Kind=${kind.kind}`;
  throw new ApiError(
    "BadRequest",
    `failed to create typed patch object (${what}): .${unknown}: field not declared in schema`,
  );
}

function newborn(wanted: KubernetesObject): KubernetesObject {
  const creationTimestamp = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  return { ...wanted, metadata: { ...wanted.metadata, uid: uuidv4(), creationTimestamp, generation: 0 } };
}

/** Labels and annotations that are not strings do not even decode. [K8S apimachinery runtime/serializer/json] */
function requireStringMaps({ apiVersion, kind }: ObjectKind, { metadata }: KubernetesObject): void {
  for (const field of ["labels", "annotations"] as const) {
    for (const value of Object.values(isObject(metadata[field]) ? metadata[field] : {})) {
      if (typeof value === "string") continue;
      const actual = typeof value === "boolean" ? "bool" : typeof value;
      throw new ApiError(
        "BadRequest",
        `${kind} in version "${apiVersion.split("/").pop()}" cannot be handled as a ${kind}: json: cannot unmarshal ` +
          `${actual} into Go struct field ObjectMeta.metadata.${field} of type string`,
      );
    }
  }
}
