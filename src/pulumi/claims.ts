import { oncePerProgram } from "./once-per-program";

/** Says whether something else in the program was the first to claim a thing that can exist only once. */
export function isTaken(thing: readonly string[], claimant: object): boolean {
  return oncePerProgram(["claim", ...thing], () => claimant) !== claimant;
}

/** Adds to a count that all components of the program share, and returns the new total. */
export function addToCount(of: string, number: number): number {
  const count = oncePerProgram(["count", of.toLowerCase()], () => ({ total: 0 }));
  count.total += number;
  return count.total;
}
