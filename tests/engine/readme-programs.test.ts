import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { loadWorld } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";

const checkout = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(checkout, path), "utf8");
const example = "examples/orders-typescript";

/** Pulumi's Node host compiles the TypeScript program with its own tsconfig.json, which is strict. */
const programs: Record<string, Record<string, string>> = {
  "Pulumi.yaml": { "Pulumi.yaml": read("Pulumi.yaml") },
  [example]: Object.fromEntries(
    ["Pulumi.yaml", "package.json", "tsconfig.json", "index.ts"].map((file) => [
      file,
      read(join(example, file)),
    ]),
  ),
};

/** What the documents show; `UPDATE_GOLDEN=1` writes it, and then `npm run docs` puts it into them. */
function expectSample(name: string, text: string): void {
  const path = join("tests/golden/readme", name);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(join(checkout, path), text);
  expect(read(path)).to.equal(text);
}

describe("the programs of the README", function () {
  this.timeout(120_000);
  const open = cloudForEachTest(() => loadWorld(join(checkout, "emulator", "world.yaml")));

  for (const [path, files] of Object.entries(programs)) {
    it(`preview what the README and docs/access-summary.md show (${path})`, async () => {
      const preview = await (await open(files, { checksTypes: true })).preview();
      expect(preview.exitCode, preview.text).to.equal(0);
      const [summary] = /^Outputs:\n(?: {4}.*\n)+/m.exec(preview.text) ?? [];
      const resources = preview.steps
        .map(({ op, type, name }) => `+ ${op} ${type} ${name === "deployment" ? "orders" : name}\n`)
        .sort();
      expectSample("access-summary.txt", `${summary}`);
      expectSample("preview.txt", `${resources.join("")}\n${summary}`);
    });
  }
});
