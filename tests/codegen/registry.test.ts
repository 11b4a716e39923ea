import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import {
  goImportPath,
  logoUrl,
  mavenGroup,
  pluginDownloadUrl,
  rawFile,
  repository,
} from "../../codegen/repository";
import { packageSchema } from "../../src/input/schema";

const checkout = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(checkout, path), "utf8");
const { version } = packageSchema;

/** https://www.pulumi.com/docs/iac/build-with-pulumi/publishing-packages/ */
describe("what Pulumi's registry shows", () => {
  const pages = ["docs/_index.md", "docs/installation-configuration.md"];

  for (const page of pages) {
    it(`has a title, a description and the layout of a package in its front matter: ${page}`, () => {
      expect(read(page)).to.match(/^---\ntitle: .+\nmeta_desc: .{50,160}\nlayout: package\n---\n/);
    });
  }

  it("shows pictures by absolute links into the release, because it copies the pages alone", () => {
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, link]) => link),
    );
    const files = links.map((link = "") => link.replace(rawFile(version, ""), ""));
    expect(files).to.have.length.greaterThan(0);
    expect(files.filter((file) => !existsSync(join(checkout, file)))).to.deep.equal([]);
  });

  it("has no relative link", () => {
    const links = pages.flatMap((page) => [...read(page).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link));
    expect(links.filter((link) => !link?.startsWith("https://"))).to.deep.equal([]);
  });

  it("shows the program in every language of the chooser", () => {
    const index = read("docs/_index.md");
    const chosen = /chooser language "([^"]+)"/.exec(index)?.[1]?.split(",");
    const shown = [...index.matchAll(/choosable language (\w+) %/g)].map(([, language]) => language);
    expect(shown).to.deep.equal(chosen);
    expect(index.match(/<!-- program: \S+ -->\n```/g)).to.have.length(6);
  });

  it("names packages as their registries do", () => {
    const names = [`\`${goImportPath}\``, `\`${mavenGroup}:`, `${repository}@${version}`];
    for (const name of names) expect(read("docs/installation-configuration.md")).to.include(name);
  });

  it("finds logo and plugin by the schema", () => {
    expect(packageSchema).to.include({ logoUrl: logoUrl(version), pluginDownloadURL: pluginDownloadUrl });
    expect(
      existsSync(join(checkout, String(packageSchema.logoUrl).replace(rawFile(version, ""), ""))),
    ).to.equal(true);
  });
});
