import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Gives a Node program the modules it would have after `npm install`: this package as it would be published, and
 * its dependencies. Only what a program imports: Pulumi's Node host searches every folder below for plugins.
 */
export function linkModules(checkout: string, program: string): void {
  const manifest = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const modules = join(program, "node_modules");
  const own = join(modules, manifest.name);
  for (const scope of ["@pulumi", "@types"]) mkdirSync(join(modules, scope), { recursive: true });
  mkdirSync(own);
  const parts = (manifest.files as string[]).filter((part) => !part.startsWith("!"));
  for (const part of ["package.json", ...parts]) symlinkSync(join(checkout, part), join(own, part));
  for (const name of [...Object.keys(manifest.dependencies), "tsx", "typescript", "@types/node"]) {
    symlinkSync(join(checkout, "node_modules", name), join(modules, name));
  }
}
