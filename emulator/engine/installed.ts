import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lt } from "semver";
import { versionOf } from "./answers";
import { type Engine, onPath } from "./engine";
import { type Language, languageHosts, oldestEngineVersion } from "./versions";

/** The `pulumi` that is installed on this machine, or why it is not taken. */
export async function installedEngine(languages: readonly Language[]): Promise<Engine | string> {
  const command = onPath("pulumi");
  if (command === undefined) return "no `pulumi` on PATH";
  const version = await versionOf(command);
  if (version === undefined) return `${command} does not print its version`;
  if (lt(version, oldestEngineVersion)) {
    return `${command} is v${version}, older than v${oldestEngineVersion}`;
  }
  for (const language of languages) {
    const host = languageHosts[language].name;
    if (!existsSync(join(dirname(command), host))) return `${command} has no ${host} beside it`;
  }
  return { command, version, origin: `${command}, found on PATH` };
}
