import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cached, cacheFolder } from "../engine/cache";
import { withProgress } from "../engine/progress";
import { besideTheSdk } from "./beside-the-sdk";
import { hashFiles } from "./hash-files";
import { manifest } from "./manifest";
import { runTool } from "./run-tool";

/** The virtual environment with what the program's requirements.txt names, this checkout's SDK among it. */
export async function pythonEnvironment(checkout: string, program: string): Promise<string> {
  const requirements = manifest(program, "requirements.txt", "orders-python");
  const sdk = join(checkout, "sdk", "python");
  const key = hashFiles(
    requirements,
    join(sdk, "pyproject.toml"),
    join(sdk, "pulumi_azure_workload_identity"),
  );
  const folder = join(cacheFolder(), "python", key);
  // Its scripts hold its path, so it has to be made where it stays; a record tells that it is whole.
  await cached(`${folder}-installed`, () =>
    withProgress("installing the Python packages", async () => {
      await runTool("python3", ["-m", "venv", "--clear", folder], program);
      // Compiled when imported: that is a small part of the Kubernetes SDK.
      const pip = [
        "-m",
        "pip",
        "install",
        "--no-compile",
        "--disable-pip-version-check",
        "-r",
        "requirements.txt",
      ];
      await besideTheSdk(checkout, requirements, "python", (copy) => {
        writeFileSync(join(copy, "requirements.txt"), movedRequirements(requirements, sdk));
        return runTool(join(folder, "bin", "python"), pip, copy);
      });
    }),
  );
  return folder;
}

/** The requirements as they read beside the copy of the SDK: paths in them start from the program. */
function movedRequirements(file: string, sdk: string): string {
  const moved = (line: string) => {
    const path = resolve(dirname(file), line.trim());
    if (!line.startsWith(".") || !existsSync(path)) return line;
    return realpathSync(path) === realpathSync(sdk) ? "../../sdk/python" : path;
  };
  return readFileSync(file, "utf8").split("\n").map(moved).join("\n");
}
