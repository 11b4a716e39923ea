import { Azure } from "./azure/azure";
import { azureNative } from "./azure/provider";
import { Directory } from "./entra/directory";
import { azuread } from "./entra/provider";
import { ApiServer } from "./kubernetes/api-server";
import { applyDeclared, applyManifests, type GitOpsOptions } from "./kubernetes/manifests";
import { kubernetes } from "./kubernetes/provider";
import type { Bystander, Call } from "./provider/calls";
import { serve } from "./provider/server";
import { type Recorded, Store } from "./store";
import type { World } from "./world";

export type { GitOpsOptions } from "./kubernetes/manifests";
export type { Bystander, Call } from "./provider/calls";
export type { Recorded } from "./store";
export {
  type AccessPolicyEntry,
  type ApplicationDeclaration,
  type ClusterDeclaration,
  type IdentityDeclaration,
  type KubernetesDeclaration,
  loadWorld,
  type VaultDeclaration,
  type World,
} from "./world";

/** An Azure subscription, its tenant and its clusters, small enough to run inside a test. */
export interface LocalCloud {
  /** For PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
  debugProviders: string;
  /** May be changed between runs. */
  world: World;
  /** What exists now and was made by a program. */
  azure: Recorded[];
  entra: Recorded[];
  /** What exists now, whoever made it; what is declared, from when a provider first speaks to its cluster. */
  kubernetes: Recorded[];
  /** Applies manifests (YAML, any number of documents) as Argo, Flux or kubectl would. */
  applyManifest(yaml: string, options?: GitOpsOptions): void;
  /** As `az` or `kubectl` would delete it; what lies under it goes along. */
  remove(type: string, id: string): void;
  /** What the engine asked for, oldest first. */
  calls: Call[];
  clearCalls(): void;
  /** Sees each call but those that only a preview makes, and may spoil it. */
  bystander: Bystander;
  stop(): Promise<void>;
}

export async function startLocalCloud(options: { world: World; stateFile?: string }): Promise<LocalCloud> {
  const store = new Store(options.stateFile);
  const calls: Call[] = [];
  const cloud = { world: options.world, bystander: (() => {}) as Bystander };
  const watch: Bystander = (call, moment) => (call.preview ? undefined : cloud.bystander(call, moment));
  const world = () => cloud.world;
  const directory = new Directory(world, store);
  const azure = new Azure(world, store, (id) => directory.servicePrincipal("objectId", id) !== undefined);
  const connect = (cluster: string) => {
    const api = new ApiServer(world, store, cluster);
    applyDeclared(api, store, cluster, world());
    return api;
  };
  const providers = [azureNative(azure), azuread(directory), kubernetes(connect)];
  const servers = await Promise.all(
    providers.map(async (provider) => ({ name: provider.name, ...(await serve(provider, calls, watch)) })),
  );
  const recorded = (shelf: string) => store.entries(shelf).map(([, record]) => structuredClone(record));
  return Object.defineProperties(cloud as LocalCloud, {
    debugProviders: { value: servers.map(({ name, port }) => `${name}:${port}`).join(",") },
    azure: { get: () => recorded("azure") },
    entra: { get: () => recorded("entra") },
    kubernetes: { get: () => recorded("kubernetes") },
    applyManifest: {
      value: (yaml: string, { kubeconfig = "", context = "", ...how }: GitOpsOptions = {}) =>
        applyManifests(connect(kubeconfig + context), yaml, how),
    },
    remove: { value: (type: string, id: string) => store.remove(type, id) },
    calls: { value: calls },
    clearCalls: { value: () => void calls.splice(0) },
    stop: { value: async () => void (await Promise.all(servers.map((server) => server.stop()))) },
  });
}
