import { closest, distance } from "fastest-levenshtein";
import { show } from "./issue";

/** A remedy where somebody most likely mistyped one of the names, or took it for what has to be written for it. */
export function didYouMean(
  name: string,
  known: readonly string[],
  write = (meant: string) => meant,
): string | undefined {
  const meant = nearest(name, known);
  return meant && `Did you mean ${show(write(meant))}?`;
}

/** Whether one of these properties was most likely given under a name that does not exist. */
export function misspeltOneOf(group: object, names: readonly string[]): boolean {
  return Object.entries(group).some(
    ([given, value]) => value !== undefined && !names.includes(given) && nearest(given, names) !== undefined,
  );
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const near = closest(
    lower,
    known.map((one) => one.toLowerCase()),
  );
  // Of a short name, three letters would be all.
  const typos = Math.min(3, name.length / 2);
  const typed = known.find((one) => one.toLowerCase() === near && distance(lower, near) <= typos);
  return typed ?? beginningOf(lower, known);
}

/** The one name that begins like that: `resourceGroup`, for `resourceGroupName`. */
function beginningOf(lower: string, known: readonly string[]): string | undefined {
  const longer = known.filter((one) => one.toLowerCase().startsWith(lower));
  return lower.length > 3 && longer.length === 1 ? longer[0] : undefined;
}
