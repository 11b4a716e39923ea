import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { withLock } from "./lock";

/** Where built and downloaded parts are kept between runs and checkouts. */
export function cacheFolder(): string {
  return (
    process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "pulumi-azure-workload-identity")
  );
}

/**
 * Returns the cached folder, which is created first when it is missing or has a fault. It appears whole or not at
 * all, and two runs do not create it twice.
 */
export async function cached(
  folder: string,
  create: (unfinished: string) => Promise<void>,
  faultOf: (folder: string) => Promise<string | undefined> = async () => undefined,
): Promise<string> {
  const isThere = async () => existsSync(folder) && (await faultOf(folder)) === undefined;
  if (await isThere()) return folder;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await withLock(`${folder}.lock`, async () => {
      if (await isThere()) return;
      // This process has the lock, so what lies here was left by a run that died.
      const unfinished = `${folder}.unfinished`;
      for (const left of [folder, unfinished]) await rm(left, { recursive: true, force: true });
      await mkdir(unfinished);
      await create(unfinished);
      await rename(unfinished, folder);
    });
    return folder;
  } catch (error) {
    throw withRemedy(error as NodeJS.ErrnoException);
  }
}

/** A file of the cache that cannot be written: which, why, and what to do. */
function withRemedy(error: NodeJS.ErrnoException): Error {
  const { code, path } = error;
  const cache = cacheFolder();
  // It may lie above: Node names the folder that it could not create on the way.
  if (!code || !path || !(path.startsWith(cache) || cache.startsWith(path))) return error;
  return new Error(
    `${path} cannot be written (${code}); set PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE to a folder that can`,
  );
}
