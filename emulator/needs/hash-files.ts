import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A short name for the content of these files and folders. */
export function hashFiles(...paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) add(path, "");
  return hash.digest("hex").slice(0, 12);

  function add(path: string, name: string): void {
    hash.update(`${name}\n`);
    if (statSync(path).isDirectory()) {
      for (const file of readdirSync(path).sort()) add(join(path, file), `${name}/${file}`);
    } else hash.update(readFileSync(path));
  }
}
