import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The component's own plugin as a running process that the engine attaches to. */
export interface ComponentPlugin {
  readonly debugProvider: string;
  readonly pid: number;
  /** Killed, for one. */
  hasEnded(): boolean;
  stop(): Promise<void>;
  /** This process need not wait for it; it ends with this process. */
  unref(): void;
}

const endWithParent = join(__dirname, "end-with-parent.cjs");

/**
 * Starts the package in `folder` as Pulumi's Node host would (`run-plugin` with the package's folder), after what is to be
 * loaded first. We start it and let the engine attach, because the Node host that can be built cannot run plugins; the
 * program stays as it is either way.
 */
export async function startComponentPlugin(
  folder: string,
  cwd: string,
  ...first: readonly string[]
): Promise<ComponentPlugin> {
  const runPlugin = require.resolve("@pulumi/pulumi/cmd/run-plugin", { paths: [folder] });
  const required = [endWithParent, ...first].flatMap((file) => ["--require", file]);
  // A process group of its own: Ctrl-C must reach the engine first, which still talks to the plugin then.
  const child = spawn(process.execPath, [...required, runPlugin, folder], {
    cwd,
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const port = await firstLine(child);
  child.stdout?.resume();
  return {
    debugProvider: `azure-workload-identity:${port}`,
    pid: child.pid as number,
    hasEnded,
    stop: async () => {
      if (hasEnded()) return;
      child.kill();
      await once(child, "exit");
    },
    unref: () => {
      child.unref();
      for (const stream of [child.stdin, child.stdout]) (stream as unknown as Socket).unref();
    },
  };
}

async function firstLine(child: ChildProcess): Promise<number> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const line = await Promise.race([
    once(lines, "line").then(([text]) => text as string),
    once(child, "exit").then(([code]) => {
      throw new Error(`the component's plugin ended with exit code ${code} before it printed its port`);
    }),
  ]);
  if (!/^\d+$/.test(line)) {
    child.kill();
    throw new Error(`the component's plugin printed "${line}" where its port was expected`);
  }
  return Number(line);
}
