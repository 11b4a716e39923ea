import { Azure } from "./azure/azure";
import { azureNative } from "./azure/provider";
import { ApiServer } from "./kubernetes/api-server";
import { kubernetes } from "./kubernetes/provider";
import type { Call } from "./provider/calls";
import { serve } from "./provider/server";
import { type Recorded, Store } from "./store";
import type { World } from "./world";

export type { Call } from "./provider/calls";
export type { Recorded } from "./store";
export { type ClusterDeclaration, loadWorld, type VaultDeclaration, type World } from "./world";

/** An Azure subscription and its clusters, small enough to run inside a test. */
export interface LocalCloud {
  /** For PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
  debugProviders: string;
  /** May be changed between runs. */
  world: World;
  /** What exists now and was made by a program. */
  azure: Recorded[];
  kubernetes: Recorded[];
  /** What the engine asked for, oldest first. */
  calls: Call[];
  clearCalls(): void;
  stop(): Promise<void>;
}

export async function startLocalCloud(options: { world: World; stateFile?: string }): Promise<LocalCloud> {
  const store = new Store(options.stateFile);
  const calls: Call[] = [];
  const cloud = { world: options.world };
  const world = () => cloud.world;
  const servers = [
    await serve(azureNative(new Azure(world, store)), calls),
    await serve(
      kubernetes((cluster) => new ApiServer(world, store, cluster)),
      calls,
    ),
  ] as const;
  const recorded = (shelf: string) => store.entries(shelf).map(([, record]) => structuredClone(record));
  return Object.defineProperties(cloud as LocalCloud, {
    debugProviders: { value: `azure-native:${servers[0].port},kubernetes:${servers[1].port}` },
    azure: { get: () => recorded("azure") },
    kubernetes: { get: () => recorded("kubernetes") },
    calls: { value: calls },
    clearCalls: { value: () => void calls.splice(0) },
    stop: { value: async () => void (await Promise.all(servers.map((server) => server.stop()))) },
  });
}
