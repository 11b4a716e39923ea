import { join } from "node:path";
import { ClusterProcess } from "./cluster-process";
import type { Keeper } from "./keeper";
import { freePort } from "./ports";

/** Starts the store of all API servers. */
export async function startEtcd(
  program: string,
  keeper: Keeper,
): Promise<{ url: string; process: ClusterProcess }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peers = `http://127.0.0.1:${await freePort()}`;
  const process = await ClusterProcess.start(keeper, {
    name: "etcd",
    command: program,
    args: [
      ...["--name", "e2e", "--data-dir", join(keeper.folder, "etcd"), "--log-level", "warn"],
      ...["--listen-client-urls", url, "--advertise-client-urls", url],
      ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers],
      ...["--initial-cluster", `e2e=${peers}`],
      // Nothing of it is kept.
      "--unsafe-no-fsync",
    ],
    isReady: async () => (await fetch(`${url}/health`)).ok,
  });
  return { url, process };
}
