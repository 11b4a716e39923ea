import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { lt } from "semver";
import { type Engine, onPath } from "./engine";
import { type Language, languageHosts, oldestEngineVersion } from "./versions";

/** The `pulumi` that is installed on this machine, or why it is not taken. */
export async function installedEngine(languages: readonly Language[]): Promise<Engine | string> {
  const command = onPath("pulumi");
  if (command === undefined) return "no `pulumi` on PATH";
  const version = await versionOf(command);
  if (version === undefined) return `${command} does not tell its version`;
  if (lt(version, oldestEngineVersion)) {
    return `${command} is v${version}, older than v${oldestEngineVersion}`;
  }
  for (const language of languages) {
    const host = languageHosts[language].name;
    if (!existsSync(join(dirname(command), host))) return `${command} has no ${host} beside it`;
  }
  return { command, version, origin: `${command}, found on PATH` };
}

async function versionOf(command: string): Promise<string | undefined> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = await promisify(execFile)(command, ["version"], { env }).catch(() => undefined);
  return answer?.stdout.match(/\d+\.\d+\.\d+/)?.[0];
}
