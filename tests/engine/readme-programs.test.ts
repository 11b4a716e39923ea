import { readFileSync } from "node:fs";
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

describe("the programs of the README", function () {
  this.timeout(120_000);
  const open = cloudForEachTest(() => loadWorld(join(checkout, "emulator", "world.yaml")));

  for (const [path, files] of Object.entries(programs)) {
    it(`preview what the README shows (${path})`, async () => {
      const preview = await (await open(files)).preview();
      expect(preview.exitCode, preview.text).to.equal(0);
      const sample = read("README.md");
      expect(sample).to.include(`\nTrust statement\n\n${preview.outputs.trust}\n`);
      for (const { op, type, name } of preview.steps) {
        const deployment = type === "kubernetes:apps/v1:Deployment";
        expect(sample).to.include(`\n +  ${type} ${deployment ? "deployment" : name} ${op}\n`);
      }
      expect(sample.match(/\n \+ {2}\S+ \S+ create(?=\n)/g)).to.have.length(preview.steps.length + 2);
    });
  }
});
