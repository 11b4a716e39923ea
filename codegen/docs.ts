/** `npm run docs` writes what the documents take from elsewhere; with `--check` it fails if they do not agree with it. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { placePrograms } from "./programs";
import { reference } from "./reference";
import { rulePage } from "./rules";
import { worldPage } from "./world-page";

const read = (path: string) => readFileSync(join(__dirname, "..", path), "utf8");
const documents = {
  "README.md": placePrograms(read("README.md"), read),
  "docs/_index.md": placePrograms(read("docs/_index.md"), read),
  "docs/reference.md": reference(JSON.parse(read("schema.json"))),
  "docs/rules.md": rulePage(),
  "docs/world.md": worldPage(JSON.parse(read("emulator/world.schema.json"))),
};

for (const [path, text] of Object.entries(documents)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(join(__dirname, "..", path), text);
    console.log(`${path} is written.`);
  } else if (read(path) !== text) {
    console.error(`${path} is not what its sources say. Run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(`${path} agrees with its sources.`);
  }
}
