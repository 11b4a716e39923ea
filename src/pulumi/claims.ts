import type * as pulumi from "@pulumi/pulumi";
import { oncePerProgram } from "./once-per-program";

/** Says whether another component of the program was the first to make a thing that can exist only once. */
export function isTaken(thing: readonly string[], component: pulumi.Resource): boolean {
  const key = thing.map((part) => part.toLowerCase());
  return oncePerProgram(["claim", ...key], () => component) !== component;
}

/** Adds to a count that all components of the program share, and returns the new total. */
export function addToCount(of: string, number: number): number {
  const count = oncePerProgram(["count", of.toLowerCase()], () => ({ total: 0 }));
  count.total += number;
  return count.total;
}
