// Makes the checkout ready to run: the dependencies of the lock file, then `dist`. Plain Node, because it runs
// before anything is installed. Silent when nothing is to be done.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const checkout = resolve(import.meta.dirname, "..");

if (!isInstalled()) {
  console.error("installing the dependencies (npm ci)");
  // Without scripts: `prepare` is what comes next, and no dependency needs one.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", args, { cwd: checkout, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
await import("./prepare.mjs");

/** Compares the lock file with npm's own record of what it installed. */
function isInstalled() {
  const record = join(checkout, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    // An optional package is for one platform; the record leaves out those of the others.
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}
