import { closest, distance } from "fastest-levenshtein";

/** The name that was most likely meant: `resource_group_name` → `resourceGroupName`, `resourceGroup` → the same. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const bare = bareOf(name);
  const near = closest(bare, known.map(bareOf));
  // Of a short name, three letters would be all.
  const typos = Math.min(3, bare.length / 2);
  const typed = known.find((one) => bareOf(one) === near && distance(bare, near) <= typos);
  return typed ?? beginningOf(bare, known);
}

/** Python writes `resource_group_name`. */
function bareOf(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** The one name that begins like that. */
function beginningOf(bare: string, known: readonly string[]): string | undefined {
  const longer = known.filter((one) => bareOf(one).startsWith(bare));
  return bare.length > 3 && longer.length === 1 ? longer[0] : undefined;
}
