import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Engine, pathWith } from "./engine";

/** The environment of a run: state and settings in a folder of their own, providers attached, nothing fetched. */
export function engineEnvironment(engine: Engine, home: string, providers: string): NodeJS.ProcessEnv {
  placeJavaHost(engine, join(home, "settings"));
  return {
    ...withoutPulumi(process.env),
    PATH: pathWith(engine),
    PULUMI_HOME: join(home, "settings"),
    PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "emulator",
    PULUMI_DEBUG_PROVIDERS: providers,
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Pulumi keeps a log of each run; it drops the oldest by itself beyond this.
    PULUMI_LOG_ROTATION_MAX_TOTAL_MB: "1",
    // The event log is a flag that only exists with this.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/** Newer engines look for Java's host among the plugins, no longer beside themselves. [sdk/go/common/workspace/plugins.go, IsPluginBundled] */
function placeJavaHost(engine: Engine, settings: string): void {
  const name = "pulumi-language-java";
  const host = join(dirname(engine.command), name);
  // The engine does not ask for a version of a host.
  const placed = join(settings, "plugins", "language-java-v1.0.0");
  if (!existsSync(host) || existsSync(join(placed, name))) return;
  mkdirSync(placed, { recursive: true });
  symlinkSync(host, join(placed, name));
}

/** The user's own settings of Pulumi (PULUMI_OPTION_PARALLEL, PULUMI_STACK, …) would change the run. */
export function withoutPulumi(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_")));
}
