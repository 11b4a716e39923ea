import { annotateSecrets, isObject, type Properties, reveal } from "../provider/values";
import type { KubernetesObject, ObjectKind } from "./object-kind";

/** The state that the provider keeps: the live object, and in it the inputs. [KP provider.go checkpointObject] */
export function checkpoint(
  kind: ObjectKind,
  inputs: Properties,
  live: KubernetesObject,
  manager: string,
): Properties {
  return {
    ...keepSecrets(live, inputs),
    __inputs: inputs,
    __initialApiVersion: kind.apiVersion,
    __fieldManager: manager,
  };
}

/** Secret in the inputs stays secret; what was given as `stringData` comes back as `data`. */
export function keepSecrets(live: Properties, { stringData, ...inputs }: Properties): Properties {
  const marked = annotateSecrets(live, inputs) as Properties;
  return { ...marked, ...(stringData ? { data: annotateSecrets(marked.data, stringData) } : {}) };
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

export function normalized(kind: ObjectKind, inputs: Properties): Properties {
  const plain = reveal(inputs) as Properties;
  return kind.normalize?.(plain) ?? plain;
}
