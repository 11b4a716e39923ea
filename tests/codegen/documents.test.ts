import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";
import { gtr, minVersion } from "semver";
import { placeFacts, placePrograms, placeSamples } from "../../codegen/programs";

const root = resolve(__dirname, "../..");
const documents = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => join("docs", path)),
];
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** What GitHub makes of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function anchorsOf(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchor(heading));
}

/** The links of a page that lead nowhere in this repository. */
function deadLinks(page: string): string[] {
  const prose = read(page).replace(/```[\s\S]*?```/g, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = "", heading] = link.split("#");
    const target = file === "" ? page : relative(root, resolve(root, dirname(page), file));
    if (!existsSync(join(root, target))) return true;
    return heading !== undefined && !anchorsOf(target).includes(heading);
  });
}

describe("the documents", () => {
  for (const page of documents) {
    it(`have no link that leads nowhere: ${page}`, () => {
      expect(deadLinks(page)).to.deep.equal([]);
    });
  }

  it("are all reached from the README", () => {
    const seen = new Set<string>();
    const visit = (page: string) => {
      if (seen.has(page)) return;
      seen.add(page);
      for (const [, link = ""] of read(page).matchAll(/\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g)) {
        const target = relative(root, resolve(root, dirname(page), link));
        if (documents.includes(target)) visit(target);
      }
    };
    visit("README.md");
    // Written for Pulumi's registry, which has a navigation of its own.
    const registry = ["docs/_index.md", "docs/installation-configuration.md"];
    expect(documents.filter((page) => !seen.has(page) && !registry.includes(page))).to.deep.equal([]);
  });
});

describe("docs/provider-behaviour.md", () => {
  const cited = [...read("docs/provider-behaviour.md").matchAll(/\]\(\.\.\/([^)]+)\): "([^"]+)"/g)];

  it("names tests that exist", () => {
    expect(cited).to.have.length.above(40);
    const lost = cited.filter(([, file = "", title = ""]) => !read(file).includes(title));
    expect(lost.map(([citation]) => citation)).to.deep.equal([]);
  });

  it("the oldest azure-native sends access policies to its own cloud", () => {
    const { dependencies } = JSON.parse(read("package.json"));
    // Up to 3.26 to the public one. [pulumi-azure-native #4815, #4819]
    expect(gtr(String(minVersion(dependencies["@pulumi/azure-native"])), "<=3.26")).to.equal(true);
  });
});

describe("what codegen/docs.ts writes between markers", () => {
  it("is one region of a program, without its indentation", () => {
    const program = "a:\n  # #region part\n  b:\n\n    c: 1\n  # #endregion\n  d: 2\n";
    const placed = placePrograms("<!-- program: x.yaml#part -->\nold\n<!-- end -->", () => program);
    expect(placed).to.equal("<!-- program: x.yaml#part -->\n```yaml\nb:\n\n  c: 1\n```\n<!-- end -->");
  });

  it("is refused where the program has no such region", () => {
    const place = () => placePrograms("<!-- program: x.ts#part -->\n<!-- end -->", () => "code");
    expect(place).to.throw("x.ts has no #region part");
  });

  it("is a sample of output, as plain text", () => {
    const placed = placeSamples("<!-- sample: x.txt -->\nold\n<!-- end -->", () => "new\n");
    expect(placed).to.equal("<!-- sample: x.txt -->\n```text\nnew\n```\n<!-- end -->");
  });

  it("is a table, or a value in the middle of a line", () => {
    const facts = { rows: "| 1 |", version: "2.0" };
    const document = "v<!-- value: version -->1.0<!-- end -->.\n<!-- table: rows -->\n<!-- end -->";
    expect(placeFacts(document, facts)).to.equal(
      "v<!-- value: version -->2.0<!-- end -->.\n<!-- table: rows -->\n\n| 1 |\n\n<!-- end -->",
    );
    expect(() => placeFacts("<!-- value: other --><!-- end -->", facts)).to.throw('there is no "other"');
  });
});
