import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { release } from "../../scripts/release";

describe("a release", () => {
  let checkout: string;
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  const git = (...args: string[]) =>
    execFileSync("git", [...who, ...args], { cwd: checkout, encoding: "utf8", stdio: "pipe" }).trim();

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "release-"));
    git("init", "--initial-branch", "main");
    git("config", "user.name", "Test");
    git("config", "user.email", "test@example.com");
    writeFileSync(join(checkout, "package.json"), '{ "version": "1.2.3" }');
    writeFileSync(join(checkout, "schema.json"), "{}");
    const record = join(checkout, "tests", "released", "1.2.3");
    mkdirSync(record, { recursive: true });
    writeFileSync(join(record, "schema.json"), "{}");
    writeFileSync(join(checkout, "CHANGELOG.md"), "# Changelog\n\n## [1.2.3] - 2026-01-02\n");
    writeFileSync(join(checkout, ".gitignore"), "dist/\n");
    mkdirSync(join(checkout, "dist"));
    writeFileSync(join(checkout, "dist", "plugin.js"), "");
    git("add", ".");
    git("commit", "--message", "Start");
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  it("carries the compiled files on the tag, and on the tag alone", () => {
    expect(release(checkout)).to.include("v1.2.3");
    expect(git("ls-tree", "-r", "--name-only", "v1.2.3").split("\n")).to.include("dist/plugin.js");
    expect(git("ls-tree", "-r", "--name-only", "main").split("\n")).to.not.include("dist/plugin.js");
    expect(git("status", "--porcelain")).to.equal("");
  });

  it("tags the same commit as the version of the Go module", () => {
    expect(release(checkout)).to.deep.equal(["v1.2.3", "sdk/go/azureworkloadidentity/v1.2.3"]);
    expect(git("rev-parse", "sdk/go/azureworkloadidentity/v1.2.3^{commit}")).to.equal(
      git("rev-parse", "v1.2.3^{commit}"),
    );
  });

  it("leaves no tag behind where one of the two is taken", () => {
    git("tag", "sdk/go/azureworkloadidentity/v1.2.3");
    expect(() => release(checkout)).to.throw("there is a tag sdk/go/azureworkloadidentity/v1.2.3 already");
    expect(git("tag", "--list", "v*")).to.equal("");
  });

  it("is not made before the changelog has its date", () => {
    writeFileSync(join(checkout, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n");
    git("commit", "--all", "--message", "No date");
    expect(() => release(checkout)).to.throw('CHANGELOG.md has no heading "## [1.2.3] - <date>"');
  });

  it("is not made of changes that are not committed", () => {
    writeFileSync(join(checkout, "package.json"), '{ "version": "1.2.4" }');
    expect(() => release(checkout)).to.throw("not committed");
  });

  it("is not made before its schema is recorded for the tests of later versions", () => {
    writeFileSync(join(checkout, "schema.json"), '{ "version": "1.2.4" }');
    git("commit", "--all", "--message", "Another schema");
    expect(() => release(checkout)).to.throw("tests/released/1.2.3/schema.json is not schema.json");
    writeFileSync(join(checkout, "package.json"), '{ "version": "1.2.4" }');
    git("commit", "--all", "--message", "Another version");
    expect(() => release(checkout)).to.throw("tests/released/1.2.4/schema.json is not schema.json");
    expect(git("tag", "--list")).to.equal("");
  });
});
