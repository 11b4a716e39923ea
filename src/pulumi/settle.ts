import * as pulumi from "@pulumi/pulumi";
import { deferredIn, holdsDeferred, withValues } from "./deferred";
import { outputState } from "./private-api";

export interface Settled<T = unknown> {
  readonly known: boolean;
  readonly secret: boolean;
  readonly value: T | undefined;
  /** What the program threw instead of a value. */
  readonly failure?: unknown;
}

/** Waits for an input, also for one that stays unknown in a preview. Never rejects. */
export async function settle<T>(input: pulumi.Input<T>): Promise<Settled<T>> {
  try {
    if (!holdsDeferred(input)) return { known: true, secret: false, value: input as T };
    const outer = await stateOf(input);
    // An object in an Output may hold further ones.
    const { known, secret, value } = holdsDeferred(outer.value)
      ? await stateOf(pulumi.output(input) as pulumi.Input<T>)
      : outer;
    return { known, secret, value: known ? value : undefined };
  } catch (error) {
    // A program may reject without a reason: that is a failure as well.
    const failure = error ?? new Error("An input failed.");
    return { known: false, secret: false, value: undefined, failure };
  }
}

/** What is known of a value, once it is: undefined stands for what stays unknown in a preview. Never rejects. */
export async function knownParts<T>(value: T): Promise<Partial<pulumi.Unwrap<T>>> {
  const settled = deferredIn(value).map(async (one) => [one, (await settle(one)).value] as const);
  return withValues(value, new Map(await Promise.all(settled))) as Partial<pulumi.Unwrap<T>>;
}

async function stateOf<T>(input: pulumi.Input<T>) {
  const output = outputState(input);
  const [known, secret, value] = await Promise.all([output.isKnown, output.isSecret, output.promise()]);
  return { known, secret, value };
}

/**
 * For the engine: what failed is reported once by whatever failed, and would be again by the output. What is known and not
 * secret is handed over as its value, which takes Pulumi a fraction of the work.
 */
export async function withoutFailures(
  outputs: Readonly<Record<string, pulumi.Output<unknown>>>,
): Promise<pulumi.Inputs> {
  const given = async ([name, output]: [string, pulumi.Output<unknown>]) => {
    const { known, secret, value } = await stateOf(output);
    return [name, known && !secret ? value : output];
  };
  const settled = await Promise.allSettled(Object.entries(outputs).map(given));
  return Object.fromEntries(settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
}

/** The text of a value that may be shown; undefined while it is unknown, or secret. */
export async function shownText(input: pulumi.Input<string>): Promise<string | undefined> {
  const { secret, value } = await settle(input);
  return secret ? undefined : value;
}
