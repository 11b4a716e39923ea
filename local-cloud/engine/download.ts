import { existsSync } from "node:fs";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { SemVer } from "semver";
import { cached, cacheFolder } from "./cache";
import type { Engine } from "./engine";
import { withProgress } from "./progress";
import { engineVersion } from "./versions";

const folder = () => join(cacheFolder(), `downloaded-engine-${engineVersion}`);

/** The engine of an earlier download. */
export function downloadedEngine(): Engine | undefined {
  const command = join(folder(), "bin", "pulumi");
  if (!existsSync(command)) return undefined;
  return { command, version: engineVersion, origin: "the official download, cached" };
}

/** Downloads the engine with Pulumi's own installer, or returns why that is not possible. */
export async function downloadEngine(): Promise<Engine | string> {
  const unreachable = await reasonNotReachable();
  if (unreachable !== undefined) return unreachable;
  try {
    await withProgress(`downloading the Pulumi engine v${engineVersion}`, () =>
      cached(folder(), async (unfinished) => {
        await PulumiCommand.install({ root: unfinished, version: new SemVer(engineVersion) });
      }),
    );
  } catch (error) {
    return `the official download failed: ${firstLine(error)}`;
  }
  return downloadedEngine() ?? "the official download left no engine";
}

/** Asked first with a time limit of its own: behind a firewall the installer would hang for minutes. */
async function reasonNotReachable(): Promise<string | undefined> {
  try {
    await fetch("https://get.pulumi.com/install.sh", { method: "HEAD", signal: AbortSignal.timeout(5_000) });
    return undefined;
  } catch (error) {
    return `the official download cannot be reached (${firstLine((error as Error).cause ?? error)})`;
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
