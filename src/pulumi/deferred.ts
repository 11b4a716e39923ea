/** What may be known only later. Each Output is a few dozen promises in Pulumi's SDK: what is known now stays a value. */

import * as pulumi from "@pulumi/pulumi";

/** An input that is no promise: its properties can be read, those of an Output as Outputs. */
export type MaybeOutput<T> = T | pulumi.Output<T>;

type Deferred = pulumi.Output<unknown> | Promise<unknown>;

export function isDeferred(value: unknown): value is Deferred {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

export function holdsDeferred(value: unknown): boolean {
  return isDeferred(value) || partsOf(value).some(([, part]) => holdsDeferred(part));
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
  const [first, ...others] = new Set(deferredIn(value));
  if (first === undefined) {
    const computed = compute(value as never);
    return computed instanceof Promise ? pulumi.output(computed) : computed;
  }
  // What one of them holds may hold further ones.
  const later = (known: Known) => derive(withValues(value, known), compute);
  if (others.length === 0) {
    const only = pulumi.Output.isInstance(first) ? first : pulumi.output(first);
    return only.apply((one) => later(new Map([[first, one]])));
  }
  const all = [first, ...others];
  return pulumi.all(all).apply((values) => later(new Map(all.map((one, index) => [one, values[index]]))));
}

export type Known = ReadonlyMap<unknown, unknown>;

/** Each as often as it occurs. */
export function deferredIn(value: unknown): Deferred[] {
  return isDeferred(value) ? [value] : partsOf(value).flatMap(([, part]) => deferredIn(part));
}

export function withValues(value: unknown, known: Known): unknown {
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
