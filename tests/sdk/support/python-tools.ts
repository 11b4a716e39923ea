import { createHash } from "node:crypto";
import { join } from "node:path";
import { cached, cacheFolder } from "../../../emulator/engine/cache";
import { withProgress } from "../../../emulator/engine/progress";
import { pulumiSdkVersion } from "../../../emulator/engine/versions";
import { runTool } from "../../../emulator/needs/run-tool";

const packages = [
  `pulumi==${pulumiSdkVersion}`,
  "parver==1.0.1.post0",
  "mypy==2.4.1",
  "setuptools==84.2.1",
  "wheel==0.48.0",
  // A parser for C#, since .NET itself is not here.
  "tree-sitter==0.26.1",
  "tree-sitter-c-sharp==0.23.5",
];

/** The environment in which Python finds these packages and those in `folders`. */
export async function withPythonTools(...folders: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const key = createHash("sha256").update(packages.join(" ")).digest("hex").slice(0, 12);
  const tools = await cached(join(cacheFolder(), "python-tools", key), (unfinished) => {
    const args = ["-m", "pip", "install", "--disable-pip-version-check", "--target", unfinished, ...packages];
    return withProgress("installing the tools that check the Python and C# SDKs", () =>
      runTool("python3", args, unfinished),
    );
  });
  return { ...process.env, PYTHONPATH: [tools, ...folders].join(":"), PYTHONDONTWRITEBYTECODE: "1" };
}
