import * as pulumi from "@pulumi/pulumi";

interface Settled<T> {
  readonly known: boolean;
  readonly secret: boolean;
  readonly value: T | undefined;
  /** What the program threw instead of a value. */
  readonly failure?: unknown;
}

/** The states that Pulumi keeps in an Output but leaves out of its public types. */
interface OutputState<T> {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<T>;
}

/** Waits for an input, also one that stays unknown in a preview, which `apply` never reports. Never rejects. */
export async function settle<T>(input: pulumi.Input<T>): Promise<Settled<T>> {
  const output = pulumi.output(input) as unknown as OutputState<T>;
  try {
    const [known, secret, value] = await Promise.all([output.isKnown, output.isSecret, output.promise()]);
    return { known, secret, value: known ? value : undefined };
  } catch (failure) {
    // A program may reject without a reason: that is a failure as well.
    return {
      known: false,
      secret: false,
      value: undefined,
      failure: failure ?? new Error("An input failed."),
    };
  }
}

/** True for anything whose value must be waited for, also deep inside of a map. */
export function isDeferred(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isDeferred);
}

/** The value as words for a text that must be complete while values are unknown, and must not tell secrets. */
export function inWords(input: pulumi.Input<string>, unknown: string): pulumi.Output<string> {
  return pulumi.output(
    settle(input).then(({ known, secret, value }) =>
      known && !secret && value !== undefined ? value : unknown,
    ),
  );
}
