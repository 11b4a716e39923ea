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
  const bare = bareOf(name);
  const near = closest(bare, known.map(bareOf));
  // Of a short name, three letters would be all.
  const typos = Math.min(3, name.length / 2);
  const typed = known.find((one) => bareOf(one) === near && distance(bare, near) <= typos);
  return typed ?? beginningOf(bare, known);
}

/** Python writes `resource_group_name`. */
function bareOf(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** The one name that begins like that: `resourceGroup`, for `resourceGroupName`. */
function beginningOf(bare: string, known: readonly string[]): string | undefined {
  const longer = known.filter((one) => bareOf(one).startsWith(bare));
  return bare.length > 3 && longer.length === 1 ? longer[0] : undefined;
}
