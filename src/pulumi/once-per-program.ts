import * as pulumi from "@pulumi/pulumi";

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
  const monitor = pulumi.runtime.getMonitor() as { getChannel?(): { getTarget(): string } } | undefined;
  const address = byAddress ? monitor?.getChannel?.().getTarget() : undefined;
  if (address !== undefined) {
    if (shared?.address !== address) shared = { address, memo: new Map() };
    return shared.memo;
  }
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

/** A warning that several components would repeat is shown once. */
export function warnOnce(message: string, resource: pulumi.Resource): void {
  oncePerProgram(["warning", message], () => pulumi.log.warn(message, resource));
}
