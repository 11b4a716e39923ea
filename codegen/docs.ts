/** `npm run docs` writes what the documents take from elsewhere; with `--check` it fails if they do not agree with it. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineVersion, oldestEngineVersion } from "../emulator/engine/versions";
import { childTable } from "./children";
import { picture } from "./picture";
import { placeFacts, placePrograms, placeSamples } from "./programs";
import { reference } from "./reference";
import { roleTable } from "./roles";
import { rulePage } from "./rules";
import { compatibilityTable, oldestNode, version } from "./versions";
import { worldPage } from "./world-page";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const facts = {
  version,
  engine: engineVersion,
  "oldest engine": oldestEngineVersion,
  "oldest node": oldestNode,
  children: childTable(),
  compatibility: compatibilityTable(),
  roles: roleTable(),
};

/** A page that is written by hand, with what stands between its markers. */
function filled(path: string): string {
  return placeFacts(placeSamples(placePrograms(read(path), read), read), facts);
}

const generated = {
  "docs/reference.md": reference(JSON.parse(read("schema.json"))),
  "docs/rules.md": rulePage(),
  "docs/how-it-works.svg": picture(),
  "docs/world.md": worldPage(JSON.parse(read("emulator/world.schema.json"))),
};
const pages = readdirSync(join(root, "docs"))
  .map((name) => `docs/${name}`)
  .filter((path) => path.endsWith(".md") && !(path in generated));
const documents = {
  ...Object.fromEntries(["README.md", ...pages].map((path) => [path, filled(path)])),
  ...generated,
};

for (const [path, text] of Object.entries(documents)) {
  if (existsSync(join(root, path)) && read(path) === text) continue;
  if (process.argv.includes("--check")) {
    console.error(`${path} is not what its sources say. Run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, path), text);
    console.log(`${path} is written.`);
  }
}
if (!process.exitCode) console.log(`${Object.keys(documents).length} documents agree with their sources.`);
