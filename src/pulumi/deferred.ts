/** What may be known only later. Each Output is a few dozen promises in Pulumi's SDK: what is known now stays a value. */

import * as pulumi from "@pulumi/pulumi";

/** Unlike `pulumi.Input` never a promise: `.name` can be read from it either way. */
export type MaybeOutput<T> = T | pulumi.Output<T>;

type Deferred = pulumi.Output<unknown> | Promise<unknown>;

export function isDeferred(value: unknown): value is Deferred {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

export function holdsDeferred(value: unknown): boolean {
  return deferredIn(value).length > 0;
}

/** `pulumi.output` where the value holds Outputs: the parts that are known stay known beside those that are not. */
export function unwrap<const T>(value: T): MaybeOutput<pulumi.Unwrap<T>> {
  return holdsDeferred(value) ? pulumi.output(value) : (value as pulumi.Unwrap<T>);
}

/** `apply` where the value holds Outputs, wherever they are: the result is unknown while one of them is. */
export function derive<const T, U>(
  value: T,
  compute: (known: pulumi.Unwrap<T>) => Promise<U>,
): pulumi.Output<U>;
export function derive<const T, U>(value: T, compute: (known: pulumi.Unwrap<T>) => U): MaybeOutput<U>;
export function derive(value: unknown, compute: (known: never) => unknown): unknown {
  const parts = [...new Set(deferredIn(value))];
  if (parts.length === 0) {
    const computed = compute(value as never);
    return computed instanceof Promise ? pulumi.output(computed) : computed;
  }
  // What one of them holds may hold further ones.
  const later = (known: readonly unknown[]) =>
    derive(withValues(value, new Map(parts.map((part, index) => [part, known[index]]))), compute);
  const [only] = parts;
  // `pulumi.all` makes two Outputs of each.
  if (parts.length === 1 && pulumi.Output.isInstance(only)) return only.apply((known) => later([known]));
  return pulumi.all(parts).apply(later);
}

/** Each as often as it occurs. */
export function deferredIn(value: unknown): Deferred[] {
  return isDeferred(value) ? [value] : partsOf(value).flatMap(([, part]) => deferredIn(part));
}

export function withValues(value: unknown, known: ReadonlyMap<unknown, unknown>): unknown {
  if (isDeferred(value)) return known.get(value);
  const parts = partsOf(value).map(([key, part]) => [key, withValues(part, known)] as const);
  if (Array.isArray(value)) return parts.map(([, part]) => part);
  // Texts, dates, resources and the like have no parts.
  return parts.length === 0 ? value : Object.fromEntries(parts);
}

/** As Pulumi looks for Outputs: not in a resource. */
function partsOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  return Object.entries(value);
}
