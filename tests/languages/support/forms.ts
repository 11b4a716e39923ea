import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { exampleFiles } from "../../examples/support/example";

const checkout = resolve(__dirname, "../../..");
const library = "pulumi-azure-workload-identity";

/** How one scenario is written in one language. */
export interface Form {
  readonly language: string;
  readonly files: Readonly<Record<string, string>>;
  /** Node only: through the generated SDK and the plugin. */
  readonly sdk?: boolean;
}

/** Every way to write a scenario that can be run here: C# cannot, for want of .NET. The library comes first. */
export function formsOf(scenario: string): Form[] {
  const typeScript = exampleFiles(`${scenario}-typescript`);
  const withSdk = {
    ...typeScript,
    "index.ts": (typeScript["index.ts"] ?? "").replace(`"${library}"`, `"${nodeSdkName()}"`),
  };
  return [
    { language: "TypeScript, the library", files: typeScript },
    { language: "TypeScript, the SDK", files: withSdk, sdk: true },
    ...["YAML", "Python", "Go", "Java"].map((language) => ({
      language,
      files: exampleFiles(`${scenario}-${language.toLowerCase()}`),
    })),
  ];
}

function nodeSdkName(): string {
  return JSON.parse(readFileSync(join(checkout, "sdk", "nodejs", "package.json"), "utf8")).name;
}
