import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { cached, cacheFolder } from "../engine/cache";
import { hashFiles } from "./hash-files";
import { runTool } from "./run-tool";

/** Puts the generated SDK for Node, compiled, among the program's modules. */
export async function placeNodeSdk(checkout: string, program: string): Promise<void> {
  const source = join(checkout, "sdk", "nodejs");
  const compiled = await cached(join(cacheFolder(), "node-sdk", hashFiles(source)), async (unfinished) => {
    const work = join(unfinished, "work");
    cpSync(source, work, { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(work, "node_modules"));
    await runTool(join(work, "node_modules", ".bin", "tsc"), [], work);
    for (const part of ["bin", "package.json"])
      cpSync(join(work, part), join(unfinished, part), { recursive: true });
    cpSync(join(source, "package.json"), join(unfinished, "bin", "package.json"));
    rmSync(work, { recursive: true });
  });
  const { name } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  const placed = join(program, "node_modules", name);
  mkdirSync(placed, { recursive: true });
  // Copied: Node looks for a linked module's imports from where it really lies.
  cpSync(compiled, placed, { recursive: true });
}
