/** `npm run schema` writes the schemas; with `--check` it fails if the committed ones are not what the types say. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deriveSchema } from "./derive-schema";
import { deriveWorldSchema } from "./world-schema";

const root = join(__dirname, "..");
const schemas = [
  { file: "schema.json", source: "src/args.ts and the component", derive: deriveSchema },
  { file: "emulator/world.schema.json", source: "emulator/world.ts", derive: deriveWorldSchema },
];

for (const { file, source, derive } of schemas) {
  const derived = `${JSON.stringify(derive(root), null, 2)}\n`;
  if (!process.argv.includes("--check")) {
    writeFileSync(join(root, file), derived);
    console.log(`${file} is written.`);
  } else if (readFileSync(join(root, file), "utf8") !== derived) {
    console.error(`${file} is not what ${source} say. Run \`npm run schema\` and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(`${file} agrees with the types.`);
  }
}
