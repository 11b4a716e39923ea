import { token as accessPolicyToken } from "./azure/access-policy";
import { removePolicyEntry } from "./azure/access-policy-entries";
import { Azure } from "./azure/azure";
import { azureNative } from "./azure/provider";
import { Deployer, type DeployerRequest } from "./deployer";
import { type EndpointOptions, type Endpoints, startEndpoints } from "./endpoints/endpoints";
import { Directory } from "./entra/directory";
import { azuread } from "./entra/provider";
import { ApiServer } from "./kubernetes/api-server";
import { applyDeclared, applyManifests, type GitOpsOptions } from "./kubernetes/manifests";
import { type ClusterAddress, kubernetes } from "./kubernetes/provider";
import type { Call, FaultHook } from "./provider/calls";
import { serve } from "./provider/server";
import { type Recorded, Store } from "./store";
import type { World } from "./world";

export { CertificateAuthority, type IssuedCertificate } from "./certificates/authority";
export type { DeployerRequest } from "./deployer";
export type { EndpointOptions, Endpoints } from "./endpoints/endpoints";
export type { EndpointRequest } from "./endpoints/listener";
export type { GitOpsOptions } from "./kubernetes/manifests";
export type { Call, FaultHook } from "./provider/calls";
export type { Recorded } from "./store";
export type {
  AccessPolicyEntry,
  ApplicationDeclaration,
  CertificateVersion,
  CloudName,
  ClusterDeclaration,
  ConsentDeclaration,
  DeployerDeclaration,
  GraphPermission,
  IdentityDeclaration,
  KeyVersion,
  KubernetesDeclaration,
  LookUpFailure,
  ObjectDeclaration,
  ReplicationDelay,
  SecretVersion,
  VaultDeclaration,
  World,
} from "./world";
export { loadWorld } from "./world-file";

/** An Azure subscription, its tenant and its clusters, small enough to run inside a test. */
export interface Emulator {
  /** For PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
  debugProviders: string;
  /** May be changed between runs. */
  world: World;
  /** What exists now and was created by a program. */
  azure: Recorded[];
  entra: Recorded[];
  /** What exists now, declared objects included from when a provider first connects to their cluster. */
  kubernetes: Recorded[];
  /** Applies manifests (YAML, any number of documents) as Argo, Flux or kubectl would. */
  applyManifest(yaml: string, options?: GitOpsOptions): void;
  /** Deletes as `az` or `kubectl` would, with what lies under it. */
  remove(type: string, id: string): void;
  /** What the engine asked for, oldest first. */
  calls: Call[];
  /** Forgets these, and the deployer's requests. */
  clearCalls(): void;
  /** What the providers of Azure and Entra asked on the deployer's behalf, in their own order. */
  deployerRequests: DeployerRequest[];
  /** The permissions that those requests needed, each once: actions of Azure's roles and of Graph. */
  requiredActions(): string[];
  /** Called for each call outside of previews; it may delay it or make it fail. */
  faultHook: FaultHook;
  /** The login and the vaults, as workloads reach them. They end before the cloud does. */
  startEndpoints(options: EndpointOptions): Promise<Endpoints>;
  stop(): Promise<void>;
}

interface EmulatorOptions {
  world: World;
  stateFile?: string;
  /** No Kubernetes provider is served: the program uses the real one. */
  withoutKubernetes?: boolean;
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const store = new Store(options.stateFile);
  const calls: Call[] = [];
  const cloud = { world: options.world, faultHook: (() => {}) as FaultHook };
  const watch: FaultHook = (call, moment) => (call.preview ? undefined : cloud.faultHook(call, moment));
  const world = () => cloud.world;
  const deployer = new Deployer(world);
  const directory = new Directory(world, store, deployer);
  const isServicePrincipal = (id: string) => directory.servicePrincipal("objectId", id) !== undefined;
  const azure = new Azure(world, store, isServicePrincipal, deployer);
  const clusterOf = ({ kubeconfig, context }: ClusterAddress) => {
    // Two providers with the same kubeconfig and context mean the same cluster.
    const cluster = kubeconfig + context;
    const api = new ApiServer(world, store, cluster);
    applyDeclared(api, store, cluster, world());
    return api;
  };
  const faultOf = ({ context }: ClusterAddress) =>
    world().unreachableContexts?.includes(context) ? `context "${context}" does not answer` : undefined;
  const providers = [azureNative(azure), azuread(directory)];
  if (!options.withoutKubernetes) providers.push(kubernetes(clusterOf, faultOf));
  const servers = await Promise.all(
    providers.map(async (provider) => ({ name: provider.name, ...(await serve(provider, calls, watch)) })),
  );
  const recorded = (shelf: string) => store.entries(shelf).map(([, record]) => structuredClone(record));
  return Object.defineProperties(cloud as Emulator, {
    debugProviders: { value: servers.map(({ name, port }) => `${name}:${port}`).join(",") },
    azure: { get: () => recorded("azure") },
    entra: { get: () => recorded("entra") },
    kubernetes: { get: () => recorded("kubernetes") },
    applyManifest: {
      value: (yaml: string, { kubeconfig = "", context = "", ...how }: GitOpsOptions = {}) =>
        applyManifests(clusterOf({ kubeconfig, context }), yaml, how),
    },
    remove: {
      value: (type: string, id: string) => {
        if (type === accessPolicyToken) removePolicyEntry(azure, id);
        store.remove(type, id);
      },
    },
    calls: { value: calls },
    deployerRequests: { value: deployer.requests },
    requiredActions: { value: () => deployer.requiredActions() },
    clearCalls: {
      value: () => {
        calls.splice(0);
        deployer.requests.splice(0);
      },
    },
    startEndpoints: { value: (options: EndpointOptions) => startEndpoints(azure, directory, options) },
    stop: { value: async () => void (await Promise.all(servers.map((server) => server.stop()))) },
  });
}
