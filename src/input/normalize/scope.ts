import type { Issues } from "../../pulumi/issues";
import { property } from "../../rules/path";
import { issue, type TextRule } from "../../rules/rule";
import { list, show } from "../../rules/show";
import { brokenRule } from "../check-value";
import type { Reading } from "../read";

/** What the rules between several inputs work with. */
export interface Scope {
  /** The component's name, from which others are derived. */
  readonly component: string;
  readonly issues: Issues;
  readonly isInvalid: Reading["isInvalid"];
}

/** A name that is derived from others: the remedy has to say from which. What is invalid by itself has been reported. */
export function checkDerivedName(
  { issues, isInvalid }: Scope,
  path: string,
  name: string,
  rule: TextRule,
  remedy: string,
): void {
  const broken = isInvalid(path) ? undefined : brokenRule(name, [rule]);
  if (broken) issues.report(issue(broken, path, { received: show(name), remedy }));
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
