import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { placePrograms } from "../../codegen/programs";
import { reference } from "../../codegen/reference";
import type { PackageSchema } from "../../src/model/schema-spec";

const schema: PackageSchema = JSON.parse(readFileSync(join(__dirname, "../../schema.json"), "utf8"));

describe("the reference", () => {
  const lines = reference(schema).split("\n");

  it("has a row for every input, output, nested property and enumeration value", () => {
    const resources = Object.values(schema.resources);
    const types = Object.values(schema.types);
    const properties = [
      ...resources.flatMap(({ inputProperties, properties }) => [inputProperties, properties ?? {}]),
      ...types.map((type) => type.properties ?? {}),
    ].flatMap(Object.keys);
    const values = types.flatMap((type) => (type.enum ?? []).map(({ value }) => value));
    const rows = lines.filter((line) => line.startsWith("| `")).map((line) => line.split("`")[1]);
    expect(rows.sort()).to.deep.equal([...properties, ...values].sort());
  });

  it("has a description in every row", () => {
    expect(lines.filter((line) => line.startsWith("| `") && /\|\s*\|$/.test(line))).to.deep.equal([]);
  });

  it("links only to headings that it has", () => {
    const headings = lines.filter((line) => line.startsWith("#")).map((line) => line.replace(/^#+ /, ""));
    const targets = lines.flatMap((line) =>
      [...line.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target),
    );
    expect(headings.map((heading) => heading.toLowerCase())).to.include.members(targets);
  });

  it("marks what is required and what is plain", () => {
    const row = (name: string) => lines.find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row("namespace")).to.match(/^\| `namespace` \| string \| required \| /);
    expect(row("clusters")).to.match(/^\| `clusters` \| map of \[Cluster\]\(#cluster\) \| plain \| /);
    expect(row("objects")).to.contain("| required, plain |");
  });
});

describe("the programs in a document", () => {
  const place = (document: string) => placePrograms(document, (path) => `content of ${path}\n`);

  it("are the files, whatever stood there before", () => {
    const fence = "```";
    const document = (text: string) => `before\n<!-- program: a/b.ts -->\n${text}<!-- end -->\nafter\n`;
    const expected = document(`${fence}ts\ncontent of a/b.ts\n${fence}\n`);
    expect(place(document("old\n"))).to.equal(expected);
    expect(place(document(""))).to.equal(expected);
    expect(place(expected)).to.equal(expected);
  });

  it("are shown each in its own place", () => {
    const text = place("<!-- program: a.ts -->\n<!-- end -->\n<!-- program: b.yaml -->\n<!-- end -->\n");
    expect(text).to.match(/```ts\ncontent of a\.ts\n```\n<!-- end -->\n<!-- program: b\.yaml -->\n```yaml\n/);
  });

  it("leave the rest of the document as it is", () => {
    expect(place("no program here\n")).to.equal("no program here\n");
  });
});
