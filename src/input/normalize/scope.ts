import type { Issues } from "../../pulumi/issues";
import { property } from "../../rules/path";
import { list } from "../../rules/show";
import type { Reading } from "../read";

/** What the rules between several inputs work with. */
export interface Scope {
  /** The component's name, from which others are derived. */
  readonly component: string;
  readonly issues: Issues;
  readonly isInvalid: Reading["isInvalid"];
}

/** The properties of a group that were given, the invalid ones too: of those it has been said what is wrong. */
export function givenNames(
  { isInvalid }: Scope,
  path: string,
  group: object,
  names: readonly string[],
): string[] {
  return names.filter((name) => Object.hasOwn(group, name) || isInvalid(property(path, name)));
}

/** `id and name are given`, `none of id, resourceGroupName is given` */
export function describeGiven(given: readonly string[], names: readonly string[]): string {
  if (given.length === 0) return `none of ${names.join(", ")} is given`;
  return `${list(given)} ${given.length === 1 ? "is" : "are"} given`;
}
