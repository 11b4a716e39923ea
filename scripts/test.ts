import { join } from "node:path";
import { onPath } from "../emulator/engine/engine";
import { findEngine } from "../emulator/engine/find";
import { buildOwnPrograms } from "../emulator/engine/own-programs";
import { languages } from "../emulator/engine/versions";
import { buildPrograms } from "../tests/e2e/programs";
import { buildOracle } from "../tests/provider/oracle";
import { runMocha } from "./mocha-part";
import { onNewest } from "./newest";
import { add, type Counts, checkout, nothing, oneFailed, runCommand, skip } from "./part";

const pure = ["tests/model", "tests/rules", "tests/input", "tests/plugin"];
const onAnyNode = [...pure, "tests/component", "tests/cli", "tests/codegen"];

/** The parts of `npm test`, in the order they run. */
const parts: Record<string, () => Promise<Counts>> = {
  lock: () => runCommand("npm", "run", "--silent", "lock", "--", "--check"),
  format: () => runCommand("node_modules/.bin/biome", "check", "--error-on-warnings"),
  types: () => runCommand("node_modules/.bin/tsc", "-p", "tsconfig.all.json"),
  workflows: async () => {
    if (onPath("go") === undefined) return skip("Go, which builds the linter of workflows, is not installed");
    const linter = { programs: { actionlint: "github.com/rhysd/actionlint/cmd/actionlint" } };
    const folder = await buildOwnPrograms("actionlint", join(checkout, "scripts", "actionlint"), linter);
    // Without the linters that it runs where a machine happens to have them.
    return runCommand(join(folder, "actionlint"), "-shellcheck=", "-pyflakes=");
  },
  layers: () => runCommand(process.execPath, "--import", "tsx", "scripts/layers.ts"),
  schema: () => runCommand("npm", "run", "--silent", "schema", "--", "--check"),
  docs: () => runCommand("npm", "run", "--silent", "docs", "--", "--check"),
  unit: () => runMocha(pure),
  component: () => runMocha(["tests/component"]),
  cli: () => runMocha(["tests/cli"]),
  codegen: () => runMocha(["tests/codegen"]),
  sdk: async () => {
    const drift =
      onPath("go") === undefined
        ? skip("Go, which generates the SDKs, is not installed")
        : await runCommand("npm", "run", "--silent", "sdk", "--", "--check");
    return add(drift, await runMocha(["tests/sdk"]));
  },
  emulator: () => runMocha(["tests/emulator"]),
  scripts: () => runMocha(["tests/scripts"]),
  provider: async () => {
    if (process.platform !== "linux") return skip("the provider's own code runs as on Linux nodes");
    if (onPath("go") === undefined) return skip("Go, which builds the provider's own code, is not installed");
    await buildOracle();
    return runMocha(["tests/provider"]);
  },
  e2e: async () => {
    if (process.platform !== "linux") return skip("cluster and provider run as they do on Linux");
    if (onPath("go") === undefined) return skip("Go, which builds cluster and provider, is not installed");
    await findEngine(["yaml", "nodejs"]);
    await buildPrograms();
    return runMocha(["tests/e2e"]);
  },
  engine: async () => {
    // Before the tests: they have time limits, and a first build has not.
    await findEngine(["yaml", "nodejs"]);
    return runMocha(["tests/engine"]);
  },
  examples: async () => {
    await findEngine(["yaml", "nodejs"]);
    return runMocha(["tests/examples"]);
  },
  acceptance: async () => {
    await findEngine(["yaml"]);
    return runMocha(["tests/acceptance"]);
  },
  languages: async () => {
    const missing = ["python3", "go", "mvn"].filter((tool) => onPath(tool) === undefined);
    if (missing.length > 0) return skip(`${missing.join(", ")} not installed`);
    await findEngine(languages);
    return runMocha(["tests/languages"]);
  },
  newest: () => onNewest(onAnyNode),
};

async function main(names: readonly string[]): Promise<void> {
  let total = nothing;
  for (const name of names) {
    const part = parts[name];
    if (part === undefined) throw new Error(`no part "${name}"; there are ${Object.keys(parts).join(", ")}`);
    console.log(`\n== ${name}`);
    const counts = await part().catch((error: Error) => {
      console.error(error.message);
      return oneFailed;
    });
    const unnamed = counts.failed > counts.failures.length ? [name] : [];
    total = add(total, { ...counts, failures: [...counts.failures, ...unnamed] });
  }
  if (total.failed > 0)
    console.log(["\nFailed:", ...total.failures.map((title) => `  - ${title}`)].join("\n"));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

const named = process.argv.slice(2);
main(named.length > 0 ? named : Object.keys(parts)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
