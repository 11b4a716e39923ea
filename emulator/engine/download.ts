import { existsSync } from "node:fs";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { SemVer } from "semver";
import { faultOf } from "./answers";
import { cached, cacheFolder } from "./cache";
import type { Engine } from "./engine";
import { withProgress } from "./progress";
import { engineVersion, type Language, languageHosts } from "./versions";

const folder = () => join(cacheFolder(), `downloaded-engine-${engineVersion}`);

/** The engine of an earlier download, or why it cannot be used. */
export async function downloadedEngine(languages: readonly Language[]): Promise<Engine | string | undefined> {
  if (!existsSync(folder())) return undefined;
  const fault = await engineFault(languages)(folder());
  if (fault !== undefined) return fault;
  const command = join(folder(), "bin", "pulumi");
  return { command, version: engineVersion, origin: "the official download, cached" };
}

/** Downloads the engine with Pulumi's own installer, or returns why that is not possible. */
export async function downloadEngine(languages: readonly Language[]): Promise<Engine | string> {
  const unreachable = await reasonNotReachable();
  if (unreachable !== undefined) return unreachable;
  try {
    const install = async (unfinished: string) => {
      await PulumiCommand.install({ root: unfinished, version: new SemVer(engineVersion) });
    };
    await withProgress(`downloading the Pulumi engine v${engineVersion}`, () =>
      cached(folder(), install, engineFault(languages)),
    );
  } catch (error) {
    return `the official download failed: ${firstLine(error)}`;
  }
  return (await downloadedEngine(languages)) ?? "the official download left no engine";
}

const engineFault = (languages: readonly Language[]) => (root: string) =>
  faultOf(join(root, "bin"), ["pulumi", ...languages.map((language) => languageHosts[language].name)]);

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
