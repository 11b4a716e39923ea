import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmInstalled } from "./npm-install";
import { checkout, exitCodeOf } from "./part";

/** The last Stryker for Node 20, with what it loads; the last mocha that its runner takes. */
const versions = {
  "@stryker-mutator/core": "9.6.1",
  "@stryker-mutator/mocha-runner": "9.6.1",
  mocha: "11.8.0",
  typescript: "5.9.3",
};

/** What is pure is tested without Pulumi; what creates resources, by components under mocks. */
const pure = {
  code: ["src/model", "src/rules"],
  tests: ["tests/model", "tests/rules", "tests/input"],
};
const modules = {
  code: ["src/access", "src/cluster", "src/federation", "src/identity", "src/kubernetes"],
  tests: ["tests/component"],
};

/** `npm run mutation -- [pure | modules] [files …]`: plants faults in the code, one at a time, and counts those that no test finds. */
async function main([what = "pure", ...files]: readonly string[]): Promise<void> {
  const subject = { pure, modules }[what];
  if (!subject) throw new Error("usage: npm run mutation -- [pure | modules] [files …]");
  const stryker = await npmInstalled("stryker", versions, "Stryker");
  const folder = mkdtempSync(join(tmpdir(), "mutation-"));
  try {
    const configuration = join(folder, "stryker.json");
    writeFileSync(
      configuration,
      JSON.stringify({ ...optionsFor(stryker, subject, files), tempDirName: folder }),
    );
    const entry = join(stryker, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
    process.exitCode = await exitCodeOf(process.execPath, [entry, "run", configuration], checkout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function optionsFor(stryker: string, { code, tests }: typeof pure, files: readonly string[]) {
  return {
    testRunner: "mocha",
    plugins: [join(stryker, "node_modules", "@stryker-mutator", "mocha-runner", "dist", "src", "index.js")],
    mochaOptions: {
      spec: tests.map((folder) => `${folder}/**/*.test.ts`),
      require: [
        require.resolve("tsx/cjs"),
        ...["short-stacks.cjs", "hanging-tests.cjs"].map((file) => join(checkout, "scripts", file)),
      ],
      "no-config": true,
    },
    mutate: files.length > 0 ? files : code.map((folder) => `${folder}/**/*.ts`),
    // Which words a message has is for readers to judge.
    mutator: { excludedMutations: ["StringLiteral"] },
    coverageAnalysis: "perTest",
    // What is computed while a module loads cannot be switched between two tests of one process.
    ignoreStatic: true,
    // Many faults leave a test waiting, which takes time and no processor.
    concurrency: 6,
    // What a fault has left behind in its process makes the tests after it slower.
    maxTestRunnerReuse: 20,
    timeoutMS: 20_000,
    ignorePatterns: [".emulator", "sdk", "dist"],
    reporters: ["clear-text", "progress-append-only"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  };
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
