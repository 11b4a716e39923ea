import { join } from "node:path";
import { cached, cacheFolder } from "../engine/cache";
import { withProgress } from "../engine/progress";
import { besideTheSdk } from "./beside-the-sdk";
import { hashFiles } from "./hash-files";
import { manifest } from "./manifest";
import { runTool } from "./run-tool";

/** A local Maven repository with what the program's pom.xml names, this checkout's SDK among it. */
export async function mavenRepository(checkout: string, program: string): Promise<string> {
  const pom = manifest(program, "pom.xml", "orders-java");
  const sdk = join(checkout, "sdk", "java");
  const key = hashFiles(pom, join(sdk, "pom.xml"), join(sdk, "src"));
  return cached(join(cacheFolder(), "maven", key), (repository) =>
    withProgress("installing the Java packages", () =>
      besideTheSdk(checkout, pom, "java", async (folder) => {
        const maven = (...args: string[]) =>
          runTool("mvn", ["--batch-mode", `-Dmaven.repo.local=${repository}`, ...args], folder);
        await maven("--file", "../../sdk/java/pom.xml", "-Dmaven.test.skip", "install");
        // Maven fetches what it needs to compile and to run when it first does.
        await maven("-Dexec.skip", "compile", "exec:java");
      }),
    ),
  );
}
