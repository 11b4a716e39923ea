import { diffProperties } from "../provider/diff";
import type { Diff, DiffRequest } from "../provider/provider";
import { type Properties, reveal } from "../provider/values";
import { autonamed } from "./check";
import { normalized, pruneLive } from "./checkpoint";
import { isPatch, kindOf } from "./kinds";
import type { ObjectKind } from "./object-kind";

/** Compares the live object, as far as the old inputs spoke of it, with the new inputs. [KP provider.go Diff] */
export function diff({ type, oldInputs, state, news }: DiffRequest): Diff {
  const kind = kindOf(type);
  // A patch changes everything but its object in place.
  const fixed = ["metadata.name", "metadata.namespace", ...(isPatch(type) ? [] : kind.replaces)];
  const { __inputs, __initialApiVersion, __fieldManager, ...live } = reveal(state) as Properties;
  const before = canonical(kind, pruneLive(live, normalized(kind, (__inputs ?? oldInputs) as Properties)));
  const after = canonical(kind, normalized(kind, news));
  const liveMetadata = live.metadata as Properties;
  if (after.metadata.name) before.metadata.name = liveMetadata.name;
  const changes = diffProperties(before, after, (path) => isUnder(path, fixed));
  const replaced = Object.values(changes).some((change) => change.replace);
  const annotations = after.metadata.annotations as Properties | undefined;
  return {
    changes,
    // Only where the new object must have the very same name and place.
    deleteBeforeReplace:
      replaced &&
      annotations?.[autonamed] !== "true" &&
      after.metadata.name === liveMetadata.name &&
      after.metadata.namespace === liveMetadata.namespace,
  };
}

function isUnder(path: string, rules: string[]): boolean {
  const general = path.replace(/\[\d+\]/g, "[*]");
  return rules.some(
    (rule) => general === rule || general.startsWith(`${rule}.`) || general.startsWith(`${rule}[`),
  );
}

function canonical(kind: ObjectKind, object: Properties): Properties & { metadata: Properties } {
  const { namespace, ...metadata } = (object.metadata ?? {}) as Properties;
  return {
    ...object,
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: kind.namespaced ? { ...metadata, namespace: namespace ?? "default" } : metadata,
  };
}
