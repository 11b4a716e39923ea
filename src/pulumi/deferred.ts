/** What may be known only later. Each Output is a few dozen promises in Pulumi's SDK: what is known now stays a value. */

import * as pulumi from "@pulumi/pulumi";

type Deferred = pulumi.Output<unknown> | Promise<unknown>;

export function isDeferred(value: unknown): value is Deferred {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

export function holdsDeferred(value: unknown): boolean {
  return isDeferred(value) || partsOf(value).some(([, part]) => holdsDeferred(part));
}

/** `apply` for a value that may hold Outputs anywhere: it is computed immediately if there are none. */
export function derive<const T, U>(
  value: T,
  compute: (known: pulumi.Unwrap<T>) => U | Promise<U>,
): pulumi.Input<U>;
export function derive(value: unknown, compute: (known: never) => unknown): unknown {
  const [first, ...others] = new Set(deferredIn(value));
  if (first === undefined) return compute(value as never);
  // What one of them holds may hold further ones.
  const later = (known: Known) => derive(withValues(value, known), compute);
  if (others.length === 0) {
    const only = pulumi.Output.isInstance(first) ? first : pulumi.output(first);
    return only.apply((one) => later(new Map([[first, one]])));
  }
  const all = [first, ...others];
  return pulumi.all(all).apply((values) => later(new Map(all.map((one, index) => [one, values[index]]))));
}

/** The same with one Output around the whole in place of those inside. */
export function unwrap<const T>(value: T): pulumi.Input<pulumi.Unwrap<T>> {
  return derive(value, (known) => known);
}

type Known = ReadonlyMap<unknown, unknown>;

function deferredIn(value: unknown): Deferred[] {
  return isDeferred(value) ? [value] : partsOf(value).flatMap(([, part]) => deferredIn(part));
}

function withValues(value: unknown, known: Known): unknown {
  if (isDeferred(value)) return known.get(value);
  const parts = partsOf(value).map(([key, part]) => [key, withValues(part, known)] as const);
  if (Array.isArray(value)) return parts.map(([, part]) => part);
  return parts.length === 0 ? value : Object.fromEntries(parts);
}

/** As Pulumi looks for Outputs: not in a resource. */
function partsOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  return Object.entries(value);
}
