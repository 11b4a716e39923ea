import { closest, distance } from "fastest-levenshtein";
import { show } from "./issue";

/** A remedy where somebody most likely mistyped one of the names. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const near = closest(
    lower,
    known.map((one) => one.toLowerCase()),
  );
  // Of a short name, three letters would be all.
  const typos = Math.min(3, name.length / 2);
  const meant = known.find((one) => one.toLowerCase() === near && distance(lower, near) <= typos);
  return meant && `Did you mean ${show(meant)}?`;
}
