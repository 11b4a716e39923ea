import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lays out this package as its author would leave it to Pulumi's own component host: compiled, the component
 * exported from `main`, no schema; the host finds the component and infers its schema from the sources.
 */
export function layOutForDefaultHost(checkout: string, folder: string): void {
  const { version, dependencies } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const manifest = { name: "azure-workload-identity", version, dependencies, main: "dist/index.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const part of ["src", "dist", "tsconfig.json", "schema.json"]) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
}
