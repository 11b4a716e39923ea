import type * as pulumi from "@pulumi/pulumi";
import { deferredIn } from "./deferred";
import { type Settled, settle } from "./settle";

const states = new WeakMap<object, Settled>();

/**
 * Waits for every Output in these inputs. The plugin does so before it constructs a component, whose constructor can
 * then read all values immediately; in a program nothing has arrived, and values are checked once they are known.
 */
export async function awaitOutputs(value: unknown): Promise<void> {
  await Promise.all(deferredIn(value).map(async (one) => states.set(one, await settle(one))));
}

/** What an Output holds, if it was waited for. */
export function arrived(value: unknown): Settled | undefined {
  return typeof value === "object" && value !== null ? states.get(value) : undefined;
}

/** A part of an Output that has arrived: it keeps the dependencies of the whole. */
export function partOf(whole: pulumi.Output<unknown>, value: unknown): pulumi.Output<unknown> {
  const part = whole.apply(() => value);
  states.set(part, { known: true, secret: false, value });
  return part;
}
