/** `npm run sdk` writes sdk/ from schema.json; with `--check` it fails if the committed files are not what comes out. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageSchema } from "../src/input/schema";
import { sdkFolders } from "./package-names";
import { finish } from "./sdk/finish";
import { type Files, generate } from "./sdk/generate";

const root = join(__dirname, "..");

async function main(check: boolean): Promise<void> {
  for (const [language, generated] of await generate(packageSchema)) {
    const folder = sdkFolders[language];
    const files = finish(language, generated, packageSchema);
    if (!check) {
      write(join(root, folder), files);
      console.log(`${folder} is written.`);
      continue;
    }
    const drift = differences(join(root, folder), files);
    if (drift.length === 0) console.log(`${folder} agrees with schema.json.`);
    else {
      console.error(`${folder} is not what schema.json says. Run \`npm run sdk\` and commit the result.`);
      for (const line of drift) console.error(`  ${line}`);
      process.exitCode = 1;
    }
  }
}

/** What building the SDKs in their folders leaves behind. */
const built = new Set(["node_modules", "bin", "obj", "target", "build", "dist", "__pycache__"]);

/** The files of a folder that are not built there, by path from it. */
function present(folder: string, path = ""): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(join(folder, path)).flatMap((name) => {
    if (built.has(name) || name.endsWith(".egg-info")) return [];
    const inside = join(path, name);
    return statSync(join(folder, inside)).isDirectory() ? present(folder, inside) : [inside];
  });
}

function write(folder: string, files: Files): void {
  for (const path of present(folder)) rmSync(join(folder, path));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function differences(folder: string, files: Files): string[] {
  const there = new Set(present(folder));
  const generated = [...files].flatMap(([path, content]) => {
    if (!there.delete(path)) return [`${path} is missing`];
    return readFileSync(join(folder, path)).equals(content) ? [] : [`${path} differs`];
  });
  return [...generated, ...[...there].map((path) => `${path} is not generated any more`)];
}

main(process.argv.includes("--check")).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
