import { existsSync, lstatSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onPath } from "../engine/engine";
import type { Language } from "../engine/versions";
import { goEnvironment } from "./go-packages";
import { mavenRepository } from "./maven-repository";
import { linkModules } from "./node-modules";
import { pythonEnvironment } from "./python-environment";

/**
 * Gives the program the packages that it imports, from this checkout and from the language's registry, and returns
 * the environment to run it in. What its folder has already stays.
 */
export async function withNeeds(
  env: NodeJS.ProcessEnv,
  checkout: string,
  program: string,
  language: Language,
): Promise<NodeJS.ProcessEnv> {
  switch (language) {
    case "yaml":
      return env;
    case "nodejs":
      if (!existsSync(join(program, "node_modules"))) linkModules(checkout, program);
      return env;
    case "python": {
      const own = join(program, "venv");
      if (isLink(own)) rmSync(own);
      if (!existsSync(own)) symlinkSync(await pythonEnvironment(checkout, program), own);
      return { ...env, PATH: [join(own, "bin"), env.PATH].join(delimiter) };
    }
    case "go":
      if (onPath("go") === undefined) throw new Error("go is not installed");
      return goEnvironment(env);
    case "java": {
      const repository = await mavenRepository(checkout, program);
      // A run is over before the JVM's last compiler pays. The user's own options may contradict these.
      const options = env.MAVEN_OPTS ?? "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
      return { ...env, MAVEN_OPTS: `${options} -Dmaven.repo.local=${repository}` };
    }
  }
}

/** One of ours from an earlier run: the SDK may be another now. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
