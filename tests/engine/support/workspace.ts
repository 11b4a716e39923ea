import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import type { ComponentPlugin } from "../../../emulator/engine/component-plugin";
import type { Engine } from "../../../emulator/engine/engine";
import { engineEnvironment } from "../../../emulator/engine/environment";
import { readEvents } from "../../../emulator/engine/events";
import { findEngine } from "../../../emulator/engine/find";
import { capturePulumi } from "../../../emulator/engine/run-pulumi";
import { ensureStack, type StackConfig } from "../../../emulator/engine/stack";
import { type Language, languages } from "../../../emulator/engine/versions";
import { withNeeds } from "../../../emulator/needs/needs";
import { placeNodeSdk } from "../../../emulator/needs/node-sdk";
import { runtimeOf } from "../../../emulator/program";
import { descendants } from "./descendants";
import { placeStack } from "./first-stack";
import { keepPlugin, takePlugin } from "./kept-plugin";
import { type Outcome, outcomeOf } from "./outcome";

const checkout = resolve(__dirname, "../../..");
const stack = "test";

export interface WorkspaceOptions {
  /** The program: path in the workspace → content. `Pulumi.yaml` is one of them. */
  readonly files: Readonly<Record<string, string>>;
  /** The emulated providers, as `startEmulator` returns them: `name:port`, separated by commas. */
  readonly debugProviders: string;
  readonly config?: StackConfig;
  /** The folder of the plugin's package; this checkout when left out. Programs of Node run without one. */
  readonly pluginFolder?: string;
  /** Each run starts a plugin of its own, as it does outside of tests: for measurements. */
  readonly newPlugins?: boolean;
  /** A program of Node that uses the generated SDK, and so the plugin, instead of the library. */
  readonly sdk?: boolean;
  /** A preview checks the types of a program of Node, as the first run does outside of tests; that takes three seconds. */
  readonly checksTypes?: boolean;
  /** A folder whose `sdk` holds the SDKs instead of this checkout's. */
  readonly sdks?: string;
  /** Real provider plugins, which the engine starts itself: `name-vVersion` → executable. */
  readonly plugins?: Readonly<Record<string, string>>;
  /** What the deployer's shell sets. */
  readonly env?: NodeJS.ProcessEnv;
  /** Shares this one's state, so that a stack reference finds its outputs; ends with it. */
  readonly beside?: Workspace;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly dependencies?: string[];
}

export interface Deployment {
  readonly resources?: StateResource[];
  /** What was under way when the run was killed. */
  readonly pending_operations?: { readonly type: string; readonly resource: StateResource }[];
}

/** A program in a temporary folder with a stack and a state of its own, run by the real engine. */
export interface Workspace {
  readonly root: string;
  readonly folder: string;
  preview(...flags: string[]): Promise<Outcome>;
  up(...flags: string[]): Promise<Outcome>;
  refresh(...flags: string[]): Promise<Outcome>;
  destroy(...flags: string[]): Promise<Outcome>;
  /** `pulumi import`; returns what it printed, as those below do. */
  import(...args: string[]): Promise<{ exitCode: number; text: string }>;
  cancel(): Promise<{ exitCode: number; text: string }>;
  /** `pulumi state rename`: another name for what the URN stands for. */
  renameInState(urn: string, name: string): Promise<{ exitCode: number; text: string }>;
  /** Secret configuration, `key=value` each. */
  setSecrets(...pairs: string[]): Promise<{ exitCode: number; text: string }>;
  /** The state as the engine keeps it. */
  exportDeployment(): Promise<Deployment>;
  importDeployment(deployment: Deployment): Promise<{ exitCode: number; text: string }>;
  /** The processes of the run that is under way, or of the last one. */
  readonly running: { readonly engine?: number; readonly plugin?: number };
  /** Ends a process of the run that is under way immediately, as a crash or a lack of memory would. */
  kill(victim: "engine" | "plugin"): void;
  /** Replaces the stack configuration between two runs. */
  configure(config: StackConfig): Promise<unknown>;
  /** Changes the program between two runs. */
  write(files: Readonly<Record<string, string>>): void;
  exportState(): Promise<StateResource[]>;
  dispose(): void;
}

const engines = new Map<string, Promise<Engine>>();

/** Most tests need two hosts only, and the others take minutes to build. */
function engineFor(language: Language): Promise<Engine> {
  const few: readonly Language[] = ["yaml", "nodejs"];
  const hosts = few.includes(language) ? few : languages;
  const engine = engines.get(hosts.join()) ?? findEngine(hosts);
  engines.set(hosts.join(), engine);
  return engine;
}

export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const project = parse(options.files["Pulumi.yaml"] ?? "") as { name: string; runtime: unknown };
  const language = runtimeOf(project) as Language;
  const pulumi = await engineFor(language);
  const root = options.beside?.root ?? mkdtempSync(join(tmpdir(), "workspace-"));
  const folder = join(root, "programs", project.name);
  for (const part of ["state", "tmp"]) mkdirSync(join(root, part), { recursive: true });
  write(folder, options.files);
  // As in the checkout, the SDKs lie two levels up.
  const sdks = options.sdks ?? checkout;
  if (!existsSync(join(root, "sdk"))) symlinkSync(join(sdks, "sdk"), join(root, "sdk"));
  // Hosts and providers leave files in their temporary folder.
  const engineEnv: NodeJS.ProcessEnv = { ...engineEnvironment(pulumi, root, ""), TMPDIR: join(root, "tmp") };
  placePlugins(String(engineEnv.PULUMI_HOME), options.plugins);
  const needs = await withNeeds({ ...engineEnv, ...options.env }, sdks, folder, language);
  const isLibrary = language === "nodejs" && !options.sdk;
  const pluginFolder = options.pluginFolder ?? checkout;
  if (options.sdk) await placeNodeSdk(checkout, folder);

  const environment = (providers: string) => ({ ...needs, PULUMI_DEBUG_PROVIDERS: providers });
  const stackFolder = join(root, "stacks", project.name);
  await placeStack(pulumi, root, stackFolder, project.name);
  const configure = (config: StackConfig) =>
    ensureStack(pulumi, environment(""), stackFolder, project.name, stack, config);
  const settings = await configure(options.config ?? {});

  const running: { engine?: number; plugin?: number } = {};

  async function capture(
    args: readonly string[],
    plugin?: ComponentPlugin,
  ): Promise<{ exitCode: number; text: string }> {
    const providers = [options.debugProviders, plugin?.debugProvider].filter(Boolean).join(",");
    const checksTypes = options.checksTypes && args[0] === "preview";
    const types = checksTypes ? {} : { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const surroundings = { cwd: folder, env: { ...environment(providers), ...types } };
    const all = [...args, "--stack", stack, "--non-interactive", "--color", "never"];
    return capturePulumi(pulumi, all, surroundings, (pid) => {
      running.engine = pid;
    });
  }

  async function withPlugin(args: readonly string[]): Promise<{ exitCode: number; text: string }> {
    running.plugin = undefined;
    if (isLibrary) return capture(args);
    const plugin = await takePlugin(pluginFolder);
    running.plugin = plugin.pid;
    try {
      return await capture(args, plugin);
    } finally {
      await (options.newPlugins ? plugin.stop() : keepPlugin(pluginFolder, plugin));
    }
  }

  async function run(command: string, flags: readonly string[]): Promise<Outcome> {
    const eventLog = join(root, "events.log");
    rmSync(eventLog, { force: true });
    const own = ["--config-file", settings, "--event-log", eventLog, "--suppress-progress"];
    const { exitCode, text } = await withPlugin([command, ...own, ...flags]);
    return outcomeOf(exitCode, text, readEvents(eventLog));
  }

  async function exportDeployment(): Promise<Deployment> {
    return JSON.parse((await capture(["stack", "export"])).text).deployment;
  }

  return {
    root,
    folder,
    preview: (...flags) => run("preview", flags),
    up: (...flags) => run("up", ["--yes", ...flags]),
    refresh: (...flags) => run("refresh", ["--yes", ...flags]),
    destroy: (...flags) => run("destroy", ["--yes", ...flags]),
    import: (...args) => withPlugin(["import", "--yes", "--skip-preview", ...args]),
    cancel: () => capture(["cancel", "--yes"]),
    renameInState: (urn, name) => capture(["state", "rename", urn, name, "--yes"]),
    setSecrets: (...pairs) => {
      const flags = pairs.flatMap((pair) => ["--secret", pair]);
      return capture(["config", "set-all", "--config-file", settings, ...flags]);
    },
    running,
    exportDeployment,
    importDeployment: async (deployment) => {
      const file = join(root, "deployment.json");
      writeFileSync(file, JSON.stringify({ version: 3, deployment }));
      return capture(["stack", "import", "--file", file]);
    },
    kill: (victim) => {
      const pid = running[victim];
      if (pid === undefined) throw new Error(`no ${victim} is running`);
      // The engine's hosts and program go with it: left alone they notice within minutes only.
      for (const one of [pid, ...descendants(pid)]) process.kill(one, "SIGKILL");
    },
    configure,
    write: (files) => write(folder, files),
    exportState: async () => (await exportDeployment()).resources ?? [],
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

function placePlugins(home: string, plugins: Readonly<Record<string, string>> = {}): void {
  for (const [plugin, executable] of Object.entries(plugins)) {
    const placed = join(home, "plugins", `resource-${plugin}`);
    mkdirSync(placed, { recursive: true });
    const link = join(placed, basename(executable));
    if (!existsSync(link)) symlinkSync(executable, link);
  }
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
