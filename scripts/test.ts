import { join } from "node:path";
import { onPath } from "../emulator/engine/engine";
import { findEngine } from "../emulator/engine/find";
import { buildOwnPrograms } from "../emulator/engine/own-programs";
import { log } from "../emulator/engine/progress";
import { languages } from "../emulator/engine/versions";
import { buildPrograms } from "../tests/e2e/programs";
import { buildOracle } from "../tests/provider/oracle";
import { inTwoLanes } from "./lanes";
import { runMocha } from "./mocha-part";
import { onNewest } from "./newest";
import { add, type Counts, checkout, collect, nothing, oneFailed, print, runCommand, skip } from "./part";

/** What a user's own Node and SDK run; the rest is pure, or runs here alone. */
const onAnyNode = ["tests/input", "tests/plugin", "tests/component", "tests/cli"];

/**
 * The parts of `npm test`: two run beside each other, one from the front and one from the end. The longest come early from
 * either side, and the short ones between them fill the rest.
 */
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
  unit: () => runMocha(["tests/model", "tests/rules", "tests/input"]),
  plugin: () => runMocha(["tests/plugin"]),
  component: () => runMocha(["tests/component"]),
  cli: () => runMocha(["tests/cli"]),
  codegen: () => runMocha(["tests/codegen"]),
  scripts: () => runMocha(["tests/scripts"]),
  newest: () => onNewest(onAnyNode),
  emulator: () => runMocha(["tests/emulator"]),
  examples: async () => {
    await findEngine(["yaml", "nodejs"]);
    return runMocha(["tests/examples"]);
  },
  e2e: async () => {
    if (process.platform !== "linux") return skip("cluster and provider run as they do on Linux");
    if (onPath("go") === undefined) return skip("Go, which builds cluster and provider, is not installed");
    await findEngine(["yaml", "nodejs"]);
    await buildPrograms();
    return runMocha(["tests/e2e"]);
  },
  provider: async () => {
    if (process.platform !== "linux") return skip("the provider's own code runs as on Linux nodes");
    if (onPath("go") === undefined) return skip("Go, which builds the provider's own code, is not installed");
    await buildOracle();
    return runMocha(["tests/provider"]);
  },
  sdk: async () => {
    const drift =
      onPath("go") === undefined
        ? skip("Go, which generates the SDKs, is not installed")
        : await runCommand("npm", "run", "--silent", "sdk", "--", "--check");
    return add(drift, await runMocha(["tests/sdk"]));
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
  engine: async () => {
    // Before the tests: they have time limits, and a first build has not.
    await findEngine(["yaml", "nodejs"]);
    return runMocha(["tests/engine"]);
  },
  builds: () => buildAhead().catch(() => nothing),
};

/** While the fast parts run. What cannot be built is reported by the part that needs it. */
async function buildAhead(): Promise<Counts> {
  if (process.platform !== "linux" || onPath("go") === undefined) return nothing;
  await findEngine(["yaml", "nodejs"]);
  await buildOracle();
  await buildPrograms();
  return nothing;
}

/** Runs a part and prints how long it took; its name is among the failures where no test of it can be named. */
async function runPart(name: string): Promise<Counts> {
  const start = performance.now();
  print(`\n== ${name}`);
  const counts = await (parts[name] as () => Promise<Counts>)().catch((error: Error) => {
    print(error.message);
    return oneFailed;
  });
  print(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const unnamed = counts.failed > counts.failures.length ? [name] : [];
  return { ...counts, failures: [...counts.failures, ...unnamed] };
}

/** Printed whole when it has ended. */
async function runBeside(name: string): Promise<Counts> {
  const { result, text } = await collect(() => runPart(name));
  console.log(text);
  return result;
}

async function runAll(names: readonly string[]): Promise<Counts[]> {
  let state = "";
  const timer = setInterval(() => log(`still ${state}`), 60_000);
  const report = (running: readonly string[], left: number) => {
    state = `running ${running.join(" and ")}; ${left} of ${names.length} parts to come`;
    log(state);
  };
  // e2e uses nearly all that is built; the engine's parts have what they need after a few minutes.
  const after = { e2e: "builds" };
  return inTwoLanes(names, runBeside, { after, report }).finally(() => clearInterval(timer));
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => parts[name] === undefined);
  if (unknown !== undefined)
    throw new Error(`no part "${unknown}"; there are ${Object.keys(parts).join(", ")}`);
  const results = names.length === 1 ? [await runPart(names[0] as string)] : await runAll(names);
  const total = results.reduce(add, nothing);
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
