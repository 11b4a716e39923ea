import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkout } from "./part";

export interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry {
  /** Where it differs from the folder's name (`npm:` aliases). */
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  integrity?: string;
}

/** What is wrong with the lock file, one sentence each. */
export function faultsOf(lock: LockFile): string[] {
  return locked(lock).flatMap(([path, { integrity, resolved }]) => [
    // npm installs such a package whatever its content [npm docs, package-lock.json]
    ...(integrity?.startsWith("sha512-") ? [] : [`${path}: no SHA-512 hash. Run: npm run lock`]),
    ...(resolved === undefined
      ? []
      : [`${path}: names the host it came from. Remove "resolved"; .npmrc leaves it out.`]),
  ]);
}

/**
 * Asks the registry for the hashes that are missing. npm does not write one for a package that it found in
 * `node_modules` without a record of its origin, and never adds it afterwards.
 */
async function addHashes(lock: LockFile): Promise<void> {
  const missing = locked(lock).filter(([, { integrity }]) => integrity === undefined);
  const next = missing[Symbol.iterator]();
  const work = async () => {
    for (const [path, entry] of next) {
      const name = entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      entry.integrity = await hashOf(`${name}@${entry.version}`);
      console.log(`${path} ${entry.integrity}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

async function hashOf(pkg: string): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["view", pkg, "dist.integrity", "--json"]);
  return JSON.parse(stdout);
}

/** Every entry but the package itself. */
function locked({ packages }: LockFile): [path: string, entry: LockEntry][] {
  return Object.entries(packages).filter(([path]) => path !== "");
}

async function main(fill: boolean): Promise<void> {
  const file = join(checkout, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as LockFile;
  if (fill) {
    await addHashes(lock);
    writeFileSync(file, `${JSON.stringify(inOrder(lock), undefined, 2)}\n`);
  }
  const faults = faultsOf(lock);
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** npm writes the hash right after the version; elsewhere its next run would move it. */
function inOrder(lock: LockFile): LockFile {
  const packages = Object.entries(lock.packages).map(([path, { version, resolved, integrity, ...more }]) => [
    path,
    path === "" ? lock.packages[path] : { version, resolved, integrity, ...more },
  ]);
  return { ...lock, packages: Object.fromEntries(packages) };
}

if (require.main === module) main(!process.argv.includes("--check"));
