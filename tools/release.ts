import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Tags the checked-out commit as a release, with `dist` added: `pulumi package add` runs no build step. The commit
 * that carries it is on the tag alone; branch, index and working tree stay as they are.
 */
export function release(checkout: string): string {
  const git = (args: string[], env = {}) =>
    execFileSync("git", args, { cwd: checkout, env: { ...process.env, ...env }, encoding: "utf8" }).trim();
  if (git(["status", "--porcelain"]) !== "") {
    throw new Error("there are changes that are not committed; a release is made of a commit");
  }
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const tag = `v${version}`;
  const temporary = mkdtempSync(join(tmpdir(), "release-"));
  const index = { GIT_INDEX_FILE: join(temporary, "index") };
  try {
    git(["read-tree", "HEAD"], index);
    git(["add", "--force", "dist"], index);
    const tree = git(["write-tree"], index);
    const commit = git(["commit-tree", tree, "-p", "HEAD", "-m", `Release ${tag}: add the compiled files`]);
    git(["tag", "--annotate", tag, commit, "--message", `Release ${tag}`]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
  return tag;
}

if (require.main === module) {
  const tag = release(resolve(__dirname, ".."));
  console.log(`tagged ${tag}; publish it with: git push origin ${tag}`);
}
