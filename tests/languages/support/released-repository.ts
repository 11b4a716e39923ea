import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { release } from "../../../scripts/release";

const checkout = resolve(__dirname, "../../..");

/** Makes a bare repository with this checkout, as it stands, released by the project's own command. */
export function releasedRepository(repository: string, work: string): void {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", args, {
      cwd,
      encoding: "utf8",
      maxBuffer: 64 << 20,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const files = git(checkout, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const path of [...files.filter(Boolean), "dist"]) {
    const file = join(checkout, path);
    if (existsSync(file)) cpSync(file, join(work, path), { recursive: true });
  }
  // What is under way differs from the last release.
  const { version } = JSON.parse(readFileSync(join(work, "package.json"), "utf8"));
  cpSync(join(work, "schema.json"), join(work, "tests", "released", version, "schema.json"));
  appendFileSync(join(work, "CHANGELOG.md"), `\n## [${version}] - 2026-01-01\n`);
  git(work, "init", "--quiet", "--initial-branch", "main");
  git(work, "config", "user.name", "tests");
  git(work, "config", "user.email", "tests@localhost");
  git(work, "add", "--all");
  git(work, "commit", "--quiet", "--message", "The checkout as it stands");
  release(work);
  git(work, "clone", "--quiet", "--bare", work, repository);
  rmSync(work, { recursive: true });
}
