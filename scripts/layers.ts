import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const { forbidden, options } = require(resolve(__dirname, "../.dependency-cruiser.cjs"));

/** Layers are those of `src`; cycles are forbidden in all of these. */
const folders = ["src", "codegen", "emulator", "scripts", "tests/e2e"];

/** The imports in a checkout that break a rule of `.dependency-cruiser.cjs`, as `rule: from → to`. */
export async function brokenLayers(folder: string): Promise<string[]> {
  // dependency-cruiser is an ES module.
  const { cruise } = await import("dependency-cruiser");
  const cruiseOptions = { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } };
  const present = folders.filter((one) => existsSync(join(folder, one)));
  const { output } = await cruise(present, cruiseOptions);
  const { modules, summary } = output as Exclude<typeof output, string>;
  return [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...modules.flatMap(severalProviders),
  ];
}

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

/** One provider SDK per file; dependency-cruiser's rules see one import at a time. */
function severalProviders({ source, dependencies }: Module): string[] {
  const named = dependencies.map(
    ({ resolved }) => /@pulumi\/(azure-native|azuread|kubernetes)\//.exec(resolved)?.[1],
  );
  const providers = [...new Set(named.filter((name) => name !== undefined))];
  return providers.length > 1 ? [`one-provider-per-file: ${source} → ${providers.join(", ")}`] : [];
}

if (require.main === module) {
  brokenLayers(resolve(__dirname, "..")).then((broken) => {
    for (const line of broken) console.error(line);
    if (broken.length > 0) console.error('What may import what: "Layers" in CONTRIBUTING.md.');
    process.exitCode = broken.length > 0 ? 1 : 0;
  });
}
