/** `npm run schema` writes schema.json; with `--check` it fails if the committed one is not what the types say. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deriveSchema } from "./derive-schema";

const root = join(__dirname, "..");
const file = join(root, "schema.json");
const derived = `${JSON.stringify(deriveSchema(root), null, 2)}\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(file, derived);
  console.log("schema.json is written.");
} else if (readFileSync(file, "utf8") !== derived) {
  console.error(
    "schema.json is not what src/args.ts and the component say. Run `npm run schema` and commit the result.",
  );
  process.exitCode = 1;
} else {
  console.log("schema.json agrees with the types.");
}
