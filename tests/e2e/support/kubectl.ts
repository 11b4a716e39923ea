import type { Properties } from "../../../emulator/provider/values";
import type { Cluster } from "../test-cluster/cluster";
import type { Undo } from "./portal";

export interface Address {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Changes fields of an object's spec, null to take one out, as `kubectl patch` does. */
export async function patchSpec(cluster: Cluster, address: Address, change: Properties): Promise<Undo> {
  const { apiVersion, kind, namespace, name } = address;
  const path = await cluster.api.pathOf(apiVersion, kind, namespace, name);
  const { spec } = await cluster.get(apiVersion, kind, namespace, name);
  const patch = (body: object) =>
    cluster.api.request(path, { method: "PATCH", contentType: "application/merge-patch+json", body });
  await patch({ spec: change });
  return () => patch({ spec: before(spec as Properties, change) });
}

/** What the changed fields were, all the way down; null where there was nothing. */
function before(old: Properties, change: Properties): Properties {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      const was = old[name] ?? null;
      const deeper = isMap(value) && isMap(was);
      return [name, deeper ? before(was, value) : was];
    }),
  );
}

function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
