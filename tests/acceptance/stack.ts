import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Engine } from "../../emulator/engine/engine";
import { capturePulumi } from "../../emulator/engine/run-pulumi";
import { ensureStack } from "../../emulator/engine/stack";

const name = "acceptance";

/** A YAML program with a stack of its own. */
export class Stack {
  private constructor(
    private readonly engine: Engine,
    private readonly env: NodeJS.ProcessEnv,
    private readonly folder: string,
    private readonly settings: string,
  ) {}

  static async open(
    engine: Engine,
    env: NodeJS.ProcessEnv,
    home: string,
    program: { readonly name: string },
    config: Readonly<Record<string, string>>,
  ): Promise<Stack> {
    const folder = join(home, program.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "Pulumi.yaml"), stringify(program));
    const settings = await ensureStack(engine, env, join(folder, "stack"), program.name, name, config);
    return new Stack(engine, env, folder, settings);
  }

  /** Runs `pulumi <command>` and returns what it printed; a failure carries that in its message. */
  async run(command: string, ...flags: readonly string[]): Promise<string> {
    const shared = ["--stack", name, "--non-interactive", "--color", "never"];
    return this.pulumi(command, "--config-file", this.settings, "--suppress-progress", ...shared, ...flags);
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.pulumi("stack", "output", "--json", "--show-secrets", "--stack", name));
  }

  private async pulumi(...args: readonly string[]): Promise<string> {
    const { exitCode, text } = await capturePulumi(this.engine, args, { cwd: this.folder, env: this.env });
    if (exitCode !== 0) throw new Error(`pulumi ${args[0]} failed with exit code ${exitCode}:\n${text}`);
    return text;
  }
}
