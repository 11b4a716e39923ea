import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { formsOf } from "./support/forms";

const checkout = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(checkout, path), "utf8");

describe("the programs that README.md and docs/languages.md show", () => {
  it("are those that the tests run, and one in C#", () => {
    const pages = ["README.md", "docs/languages.md"].map(read).join("\n");
    const shown = [...pages.matchAll(/<!-- program: (\S+) -->\n```\w+\n([\s\S]*?)\n```\n/g)];
    // Run by tests/engine/readme-programs.test.ts.
    const ran = new Set([read("Pulumi.yaml").trimEnd()]);
    for (const { files } of formsOf("orders")) {
      for (const text of Object.values(files)) ran.add(text.trimEnd());
    }
    const others = shown.filter(([, , text]) => !ran.has(text ?? "")).map(([, path]) => path);
    expect(shown).to.have.length(6);
    expect(others).to.deep.equal(["examples/orders-csharp/Program.cs"]);
  });
});
