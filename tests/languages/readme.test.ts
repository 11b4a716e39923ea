import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
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

describe("the files of a program outside of the clone that docs/languages.md shows", () => {
  const [, section = ""] = read("docs/languages.md").split(/^## /m);
  const blocks = [...section.matchAll(/```(\w*)\n([\s\S]*?)\n```\n/g)].map(([, kind = "", text = ""]) => ({
    kind,
    // Where an example has it.
    text: text.replaceAll("../pulumi-azure-workload-identity", "../.."),
  }));
  const [project, requirements, goModule, dependency, reference] = blocks.map(({ text }) => text);

  it("are five, below the heading", () => {
    expect(section).to.match(/^With a clone\n/);
    expect(blocks.map(({ kind }) => kind)).to.deep.equal(["yaml", "", "", "xml", "xml"]);
  });

  it("are those of the examples, which the tests run, but for the path of the clone", () => {
    const { description: _, ...example } = parse(read("examples/orders-python/Pulumi.yaml"));
    expect(parse(project ?? "")).to.deep.equal(example);
    for (const language of ["go", "java", "csharp"]) {
      expect(parse(read(`examples/orders-${language}/Pulumi.yaml`)).plugins).to.deep.equal(example.plugins);
    }
    expect(requirements).to.equal(read("examples/orders-python/requirements.txt").trimEnd());
    for (const part of goModule?.split("\n\n") ?? [])
      expect(read("examples/orders-go/go.mod")).to.include(part);
    const bare = (xml: string) => xml.replace(/<!--.*?-->/g, "").replace(/\s+/g, "");
    expect(bare(read("examples/orders-java/pom.xml"))).to.include(bare(dependency ?? "?"));
    expect(bare(read("examples/orders-csharp/orders.csproj"))).to.include(bare(reference ?? "?"));
  });
});
