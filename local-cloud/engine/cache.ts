import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { withLock } from "./lock";

/** Where ready-made parts are kept between runs and checkouts. */
export function cacheFolder(): string {
  return (
    process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "pulumi-azure-workload-identity")
  );
}

/**
 * Returns the cached folder, making it first when it is missing. It appears whole or not at all, and two
 * runs do not make it twice.
 */
export async function cached(folder: string, make: (unfinished: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    // The lock is ours, so what lies here was left by a run that died.
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await make(unfinished);
    await rename(unfinished, folder);
  });
  return folder;
}
