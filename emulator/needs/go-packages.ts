import { withProgress } from "../engine/progress";
import { runTool } from "./run-tool";

/** No C compiler is needed then, and what is compiled in one folder is found again from another. */
export function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { CGO_ENABLED: "0", ...env, GOFLAGS: [env.GOFLAGS, "-trimpath"].filter(Boolean).join(" ") };
}

/** Compiles what the program imports, which the engine would do without a word: minutes the first time. */
export async function compileGoPackages(program: string, env: NodeJS.ProcessEnv): Promise<void> {
  const compile = () => runTool("go", ["list", "-export", "-deps", "-f", "{{.Name}}", "."], program, env);
  // A program that cannot be compiled is the engine's to report.
  await withProgress("compiling the Go program, minutes the first time", () => compile().catch(() => {}));
}
