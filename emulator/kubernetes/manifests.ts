import { parseAllDocuments } from "yaml";
import { key } from "../records";
import type { Store } from "../store";
import type { World } from "../world";
import type { ApiServer } from "./api-server";
import { kindOf } from "./kinds";
import { type KubernetesObject, typeToken } from "./object-kind";

const appliedShelf = "kubernetes declared";

/** Who applies manifests, and to which cluster: that of the provider with the same kubeconfig and context. */
export interface GitOpsOptions {
  fieldManager?: string;
  kubeconfig?: string;
  context?: string;
}

/** Server-side apply by another field manager, which takes over what it states, as Argo CD and Flux do. */
export function applyManifests(
  api: ApiServer,
  yaml: string,
  { fieldManager = "gitops" }: Pick<GitOpsOptions, "fieldManager">,
): void {
  for (const document of parseAllDocuments(yaml)) {
    // What a template leaves empty between two `---` is skipped by all of them.
    const manifest = document.toJS() as KubernetesObject | null;
    if (manifest) apply(api, manifest, fieldManager);
  }
}

/** Declared objects come into a cluster once; from then on they are the cluster's own, and can be changed or deleted. */
export function applyDeclared(api: ApiServer, store: Store, cluster: string, world: World): void {
  for (const { manifest, fieldManager = "kubectl" } of world.kubernetesObjects ?? []) {
    const object = manifest as KubernetesObject;
    const { name, namespace } = object.metadata;
    const id = key([cluster, typeToken(object), namespace, name].join("|"));
    if (store.get(appliedShelf, id)) continue;
    apply(api, object, fieldManager);
    store.put(appliedShelf, id, { id, type: typeToken(object), properties: {} });
  }
}

function apply(api: ApiServer, manifest: KubernetesObject, manager: string): void {
  api.apply(kindOf(typeToken(manifest)), structuredClone(manifest), { manager, force: true, dryRun: false });
}
