import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached, cacheFolder } from "../emulator/engine/cache";
import { withProgress } from "../emulator/engine/progress";
import { exitCodeOf } from "./part";

/** The folder in the cache whose `node_modules` has these dependencies, another one for each set of versions. */
export async function npmInstalled(
  name: string,
  dependencies: Readonly<Record<string, string>>,
  what: string,
): Promise<string> {
  const manifest = JSON.stringify({ private: true, dependencies });
  const digest = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  return cached(join(cacheFolder(), `${name}-${digest}`), async (unfinished) => {
    writeFileSync(join(unfinished, "package.json"), manifest);
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const exitCode = await withProgress(`installing ${what}`, () => exitCodeOf("npm", args, unfinished));
    if (exitCode !== 0) throw new Error(`npm install ended with exit code ${exitCode}`);
  });
}
