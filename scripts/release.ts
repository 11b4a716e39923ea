import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Go takes the version of a module in a folder from the tags that begin with the folder. */
const goModuleFolder = "sdk/go/azureworkloadidentity";

/**
 * Tags the checked-out commit as a release, with `dist` added: `pulumi package add` runs no build step. The commit
 * that carries it is on the tag alone; branch, index and working tree stay as they are.
 */
export function release(checkout: string): string[] {
  const git = (args: string[], env = {}) =>
    execFileSync("git", args, { cwd: checkout, env: { ...process.env, ...env }, encoding: "utf8" }).trim();
  if (git(["status", "--porcelain"]) !== "") {
    throw new Error("there are changes that are not committed; a release is made of a commit");
  }
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  demandRecord(checkout, version);
  const tag = `v${version}`;
  const tags = [tag, `${goModuleFolder}/${tag}`];
  const taken = tags.filter((name) => git(["tag", "--list", name]) !== "");
  if (taken.length > 0) throw new Error(`there is a tag ${taken.join(" and ")} already`);
  demandDate(checkout, version);
  const temporary = mkdtempSync(join(tmpdir(), "release-"));
  const index = { GIT_INDEX_FILE: join(temporary, "index") };
  try {
    git(["read-tree", "HEAD"], index);
    git(["add", "--force", "dist"], index);
    const tree = git(["write-tree"], index);
    const commit = git(["commit-tree", tree, "-p", "HEAD", "-m", `Release ${tag}: add the compiled files`]);
    for (const name of tags) git(["tag", "--annotate", name, commit, "--message", `Release ${tag}`]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
  return tags;
}

function demandDate(checkout: string, version: string): void {
  const heading = `## [${version}] - `;
  const lines = readFileSync(join(checkout, "CHANGELOG.md"), "utf8").split("\n");
  if (!lines.some((line) => line.startsWith(heading))) {
    throw new Error(`CHANGELOG.md has no heading "${heading}<date>"`);
  }
}

/** The tests hold every later version to what is recorded of this one. */
function demandRecord(checkout: string, version: string): void {
  const record = join("tests", "released", version, "schema.json");
  const text = (path: string) => readFileSync(join(checkout, path), "utf8");
  if (!existsSync(join(checkout, record)) || text(record) !== text("schema.json")) {
    throw new Error(`${record} is not schema.json: record the release first, as CONTRIBUTING.md says`);
  }
}

if (require.main === module) {
  const tags = release(resolve(__dirname, ".."));
  console.log(`tagged ${tags.join(" and ")}; publish it with: git push --atomic origin ${tags.join(" ")}`);
}
