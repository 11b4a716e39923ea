import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Keeper } from "./keeper";

const startsWithin = 90_000;
const endsWithin = 10_000;

export interface ClusterProcessOptions {
  /** For messages and the log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Nothing is inherited: what a developer's shell sets must not change the run. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called until it returns true; what it throws counts as not yet. */
  isReady(): Promise<boolean>;
}

/** One of the test cluster's processes, with its log. */
export class ClusterProcess {
  readonly #exit: Promise<void>;
  #ended: string | undefined;

  private constructor(
    private readonly options: ClusterProcessOptions,
    private readonly log: string,
    private readonly child: ChildProcess,
    keeper: Keeper,
  ) {
    const { pid } = child;
    if (pid !== undefined) keeper.started(pid);
    this.#exit = new Promise((resolve) => {
      const end = (how: string) => {
        this.#ended = how;
        if (pid !== undefined) keeper.ended(pid);
        resolve();
      };
      child.on("error", (error) => end(`did not start (${error.message})`));
      child.on("exit", (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** Returns when the process is ready for work. */
  static async start(keeper: Keeper, options: ClusterProcessOptions): Promise<ClusterProcess> {
    const log = join(keeper.folder, `${options.name}.log`);
    const output = openSync(log, "a");
    // A process group of its own: on Ctrl-C the test cluster stops its processes in their order.
    const child = spawn(options.command, options.args, {
      cwd: keeper.folder,
      env: { PATH: process.env.PATH, ...options.env },
      detached: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    const started = new ClusterProcess(options, log, child, keeper);
    try {
      await started.becomesReady();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  async stop(): Promise<void> {
    if (this.#ended === undefined) this.child.kill();
    const timer = new AbortController();
    const killed = sleep(endsWithin, undefined, { signal: timer.signal }).then(
      () => this.child.kill("SIGKILL"),
      () => undefined,
    );
    await Promise.race([this.#exit, killed]);
    timer.abort();
    await this.#exit;
  }

  /** The end of the log, for messages. */
  lastLines(count = 15): string {
    return readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  }

  private async becomesReady(): Promise<void> {
    const { name, isReady } = this.options;
    const deadline = Date.now() + startsWithin;
    while (!(await isReady().catch(() => false))) {
      const what = Date.now() > deadline ? `was not ready within ${startsWithin / 1000} s` : this.#ended;
      if (what !== undefined) throw new Error(`${name} ${what}; its log ends:\n${this.lastLines()}`);
      await sleep(50);
    }
  }
}
