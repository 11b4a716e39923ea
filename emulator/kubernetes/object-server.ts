import type { KubernetesObject, ObjectKind } from "./object-kind";

/** As whom, and how, an object is written. */
export interface Write {
  manager: string;
  force: boolean;
  dryRun: boolean;
}

/** The API server that a provider's objects go to: the built-in one, or a real one. */
export interface ObjectServer {
  get(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Eventually<KubernetesObject | undefined>;
  /** POST. */
  create(kind: ObjectKind, wanted: KubernetesObject, write: Write): Eventually<KubernetesObject>;
  /** PATCH with server-side apply, which makes an object that is not there. */
  apply(kind: ObjectKind, wanted: KubernetesObject, write: Write): Eventually<KubernetesObject>;
  /**
   * Gives a manager the fields that the provider set when it made the object, and those that kubectl set.
   * Tells whether there are any of the provider's; a dry run changes nothing.
   */
  adopt(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    by: Pick<Write, "manager" | "dryRun">,
  ): Eventually<boolean>;
  /** Takes back what a manager has applied, and leaves the object. */
  relinquish(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    manager: string,
  ): Eventually<void>;
  delete(kind: ObjectKind, namespace: string | undefined, name: string): Eventually<void>;
}

type Eventually<T> = T | Promise<T>;
