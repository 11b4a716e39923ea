import { join } from "node:path";
import { cached, cacheFolder } from "../engine/cache";
import { withProgress } from "../engine/progress";
import { besideTheSdk } from "./beside-the-sdk";
import { hashFiles } from "./hash-files";
import { runTool } from "./run-tool";

/** The virtual environment with what the program's requirements.txt names, this checkout's SDK among it. */
export async function pythonEnvironment(checkout: string, program: string): Promise<string> {
  const requirements = join(program, "requirements.txt");
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
      await besideTheSdk(checkout, requirements, "python", (copy) =>
        runTool(join(folder, "bin", "python"), pip, copy),
      );
    }),
  );
  return folder;
}
