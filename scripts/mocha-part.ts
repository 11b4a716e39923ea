import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add, type Counts, checkout, exitCodeOf, oneFailed, print } from "./part";

interface Timed {
  readonly title: string;
  readonly seconds: number;
}

/** Runs the tests in these folders, with this Node, in this checkout or a copy of it, and counts them. */
export async function runMocha(
  folders: readonly string[],
  node = process.execPath,
  root = checkout,
): Promise<Counts> {
  const files = folders.flatMap((folder) => testFiles(root, folder));
  if (files.length === 0) {
    print(`no tests in ${folders.join(", ")}`);
    return oneFailed;
  }
  const folder = mkdtempSync(join(tmpdir(), "results-"));
  const results = join(folder, "results.json");
  const reporter = [
    "--reporter",
    join(root, "scripts", "counting-reporter.cjs"),
    "--reporter-option",
    `results=${results}`,
  ];
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  try {
    const exitCode = await exitCodeOf(node, [mocha, ...reporter, ...files], root);
    const { slowest, ...read } = JSON.parse(readFileSync(results, "utf8")) as Counts & { slowest: Timed[] };
    for (const { title, seconds } of slowest) print(`  ${seconds.toFixed(1)} s  ${title}`);
    // Mocha can fail where no test did, an error between two tests for one.
    return exitCode !== 0 && read.failed === 0 ? add(read, oneFailed) : read;
  } catch (error) {
    print(`the tests did not come to their end: ${(error as Error).message}`);
    return oneFailed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const all = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return all.filter((file) => file.endsWith(".test.ts")).map((file) => join(folder, file));
}
