import * as pulumi from "@pulumi/pulumi";

type Memo = Map<string, unknown>;

// The Automation API and tests run several programs in one process: each has a monitor of its own. The plugin has a
// client for each component it constructs, all with the address of the one monitor.
const byAddress = new Map<string, Memo>();
const byMonitor = new WeakMap<object, Memo>();

function memoOfProgram(): Memo {
  const monitor = pulumi.runtime.getMonitor() as { getChannel?(): { getTarget(): string } } | undefined;
  const address = monitor?.getChannel?.().getTarget();
  const memo = (address ? byAddress.get(address) : monitor && byMonitor.get(monitor)) ?? new Map();
  if (address) byAddress.set(address, memo);
  else if (monitor) byMonitor.set(monitor, memo);
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
