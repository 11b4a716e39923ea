import { annotateSecrets, isObject, makeSecret, type Properties, reveal } from "../provider/values";
import { isCustom, type KubernetesObject, type ObjectKind } from "./object-kind";

/** The state that the provider keeps: the live object, and in it the inputs. [KP provider.go checkpointObject] */
export function checkpoint(
  kind: ObjectKind,
  inputs: Properties,
  live: KubernetesObject,
  manager: string,
): Properties {
  return {
    ...keepSecrets(live, inputs),
    __inputs: keepSecrets(inputs, inputs),
    __initialApiVersion: kind.apiVersion,
    __fieldManager: manager,
  };
}

/** Secret in the inputs stays secret; the data of a Secret always is, as a whole. [KP provider.go annotateSecrets] */
export function keepSecrets(live: Properties, inputs: Properties): Properties {
  if (live.kind !== "Secret") return annotateSecrets(live, inputs) as Properties;
  const marked = ["data", "stringData"].filter((field) => live[field] !== undefined);
  return { ...live, ...Object.fromEntries(marked.map((field) => [field, makeSecret(live[field])])) };
}

/** The live object cut down to the places that the inputs speak of. [KP provider.go pruneLiveState] */
export function pruneLive(live: unknown, inputs: unknown): Properties {
  return prune(live, inputs) as Properties;
}

function prune(live: unknown, inputs: unknown): unknown {
  if (isObject(live) && isObject(inputs)) {
    const kept = Object.keys(inputs).filter((name) => live[name] !== undefined);
    return Object.fromEntries(kept.map((name) => [name, prune(live[name], inputs[name])]));
  }
  // Items beyond the inputs' are another's, a webhook's for instance. [KP provider.go pruneSlice]
  if (Array.isArray(live) && Array.isArray(inputs)) {
    return live.slice(0, inputs.length).map((item, i) => prune(item, inputs[i]));
  }
  return live;
}

/** [KP provider.go normalizeInputs, Read] */
export function withoutReadOnly<T extends Properties>(object: T): T {
  const { status: _, ...rest } = object;
  const { uid, resourceVersion, creationTimestamp, generation, managedFields, ...metadata } =
    (rest.metadata ?? {}) as Properties;
  return { ...rest, metadata } as unknown as T;
}

/** Typed objects lose what their Go types leave out when empty; custom resources stay. [KP provider.go normalizeInputs] */
export function normalized(kind: ObjectKind, inputs: Properties): Properties {
  const plain = reveal(inputs) as Properties;
  const metadata = isCustom(kind) ? plain.metadata : withoutEmptyMaps((plain.metadata ?? {}) as Properties);
  return kind.normalize?.({ ...plain, metadata }) ?? { ...plain, metadata };
}

/** `omitempty`. [AM pkg/apis/meta/v1/types.go] */
export function withoutEmptyMaps<T extends Properties>(object: T): T {
  const isEmpty = (value: unknown) => isObject(value) && Object.keys(value).length === 0;
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value))) as T;
}
