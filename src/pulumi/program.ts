/** What the components of one program share: answers, notices and queues; for reservations see there. */

import { currentMonitor, monitorAddress } from "./private-api";

type Memo = Map<string, unknown>;

// The Automation API and tests run several programs in one process: each has a monitor of its own.
const byMonitor = new WeakMap<object, Memo>();

let shared: { readonly address: string; readonly memo: Memo } | undefined;
let byAddress = false;

/** For the plugin, which has a client for each component that it constructs, all of them of one program's monitor. */
export function shareByAddress(): void {
  byAddress = true;
}

function memoOfProgram(): Memo {
  const address = byAddress ? monitorAddress() : undefined;
  if (address !== undefined) {
    if (shared?.address !== address) shared = { address, memo: new Map() };
    return shared.memo;
  }
  const monitor = currentMonitor();
  const memo = (monitor && byMonitor.get(monitor)) ?? new Map();
  if (monitor) byMonitor.set(monitor, memo);
  return memo;
}

/** The result of the first call with this key in the program that runs now. */
export function oncePerProgram<T>(key: readonly unknown[], make: () => T): T {
  const memo = memoOfProgram();
  const text = JSON.stringify(key);
  if (!memo.has(text)) memo.set(text, make());
  return memo.get(text) as T;
}

/** Takes the last place in a queue of the program, and returns what was last before. */
export function enqueue<T extends object>(queue: string, entry: T): T | undefined {
  const state = oncePerProgram(["queue", queue.toLowerCase()], (): { last?: T } => ({}));
  const previous = state.last;
  state.last = entry;
  return previous;
}
