import { join } from "node:path";
import { type Engine, pathWith } from "./engine";

/** The environment of a run: state and settings in a folder of their own, providers attached, nothing fetched. */
export function engineEnvironment(engine: Engine, home: string, providers: string): NodeJS.ProcessEnv {
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

/** The user's own settings of Pulumi (PULUMI_OPTION_PARALLEL, PULUMI_STACK, …) would change the run. */
export function withoutPulumi(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_")));
}
