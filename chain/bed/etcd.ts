import { join } from "node:path";
import { BedProcess } from "./bed-process";
import type { Keeper } from "./keeper";
import { freePort } from "./ports";

/** Starts the store of all API servers. */
export async function startEtcd(
  program: string,
  keeper: Keeper,
): Promise<{ url: string; process: BedProcess }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peers = `http://127.0.0.1:${await freePort()}`;
  const process = await BedProcess.start(keeper, {
    name: "etcd",
    command: program,
    args: [
      ...["--name", "chain", "--data-dir", join(keeper.folder, "etcd"), "--log-level", "warn"],
      ...["--listen-client-urls", url, "--advertise-client-urls", url],
      ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers],
      ...["--initial-cluster", `chain=${peers}`],
      // Nothing of it is kept.
      "--unsafe-no-fsync",
    ],
    isReady: async () => (await fetch(`${url}/health`)).ok,
  });
  return { url, process };
}
