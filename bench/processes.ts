import { readdirSync, readFileSync } from "node:fs";

export interface Usage {
  /** Seconds of user and system time. */
  readonly cpu: number;
  /** Peak of resident memory, in MB. */
  readonly memory: number;
  /** The most open files seen. */
  readonly files: number;
}

const nothing: Usage = { cpu: 0, memory: 0, files: 0 };
const period = 100;
/** What the kernel counts a processor's time in. */
const ticks = 100;

/** Watches processes and what they start, until it is stopped: the engine, its hosts and the program; the plugin. */
export class Watch {
  readonly #roots: () => Readonly<Record<string, number | undefined>>;
  readonly #seen = new Map<string, Map<number, Usage>>();
  readonly #timer: NodeJS.Timeout;

  constructor(roots: () => Readonly<Record<string, number | undefined>>) {
    this.#roots = roots;
    this.#timer = setInterval(() => this.#look(), period);
  }

  stop(): Record<string, Usage> {
    this.#look();
    clearInterval(this.#timer);
    const total = (usages: Iterable<Usage>) =>
      [...usages].reduce(
        (sum, { cpu, memory, files }) => ({
          cpu: sum.cpu + cpu,
          memory: sum.memory + memory,
          files: sum.files + files,
        }),
        nothing,
      );
    return Object.fromEntries([...this.#seen].map(([role, usages]) => [role, total(usages.values())]));
  }

  #look(): void {
    for (const [role, root] of Object.entries(this.#roots())) {
      if (root === undefined) continue;
      this.#add(role, root);
      for (const below of childrenOf(root)) this.#add(role === "engine" ? "program" : role, below);
    }
  }

  #add(role: string, pid: number): void {
    const usage = usageOf(pid);
    if (usage === undefined) return;
    const usages = this.#seen.get(role) ?? new Map<number, Usage>();
    this.#seen.set(role, usages);
    usages.set(pid, { ...usage, files: Math.max(usage.files, usages.get(pid)?.files ?? 0) });
  }
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const own = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return own.flatMap((child) => [child, ...childrenOf(child)]);
  } catch {
    return [];
  }
}

/** Undefined once the process has ended. */
function usageOf(pid: number): Usage | undefined {
  try {
    const times = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const peak = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1];
    if (peak === undefined) return undefined;
    return {
      cpu: (Number(times[11]) + Number(times[12])) / ticks,
      memory: Number(peak) / 1000,
      files: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return undefined;
  }
}
