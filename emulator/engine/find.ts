import { buildEngine, builtEngine } from "./build";
import { downloadEngine, downloadedEngine } from "./download";
import type { Engine } from "./engine";
import { installedEngine } from "./installed";
import { log } from "./progress";
import type { Language } from "./versions";

/** Finds the engine: the installed one, the official download, or a build from source; reports which. */
export async function findEngine(languages: readonly Language[]): Promise<Engine> {
  const attempts = [
    () => installedEngine(languages),
    () => downloadedEngine(languages),
    () => builtEngine(languages),
    () => downloadEngine(languages),
    () => buildEngine(languages),
  ];
  const reasons: string[] = [];
  for (const attempt of attempts) {
    const outcome = await attempt();
    if (typeof outcome === "object") {
      const because = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
      log(`Pulumi engine v${outcome.version}: ${outcome.origin}${because}`);
      return outcome;
    }
    if (outcome !== undefined) reasons.push(outcome);
  }
  throw new Error(
    `No Pulumi engine: ${reasons.join("; ")}. Install Pulumi (https://www.pulumi.com/docs/install/) ` +
      "or Go (https://go.dev/dl/), then run this again.",
  );
}
