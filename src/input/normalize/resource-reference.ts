import type * as pulumi from "@pulumi/pulumi";
import { parseResourceId, type ResourceReference } from "../../model/resource-id";
import { derive, type MaybeOutput, unwrap } from "../../pulumi/deferred";
import { property } from "../../rules/path";
import { issue, type Rule, type TextRule } from "../../rules/rule";
import { checkDerivedName, describeGiven, givenNames, type Scope } from "./scope";

interface GivenReference {
  readonly id?: pulumi.Input<string>;
  readonly resourceGroupName?: pulumi.Input<string>;
  readonly name?: pulumi.Input<string>;
}

/** An Azure resource that was given by `id`, or by `resourceGroupName` and `name`. */
export function resourceReference(
  { id, resourceGroupName = "", name = "" }: GivenReference,
  type: string,
): MaybeOutput<ResourceReference> {
  if (id === undefined) return unwrap({ resourceGroupName, name });
  return derive(id, (text) => parseResourceId(text, type) ?? { resourceGroupName: "", name: "" });
}

/** Exactly one of `ways`; a name belongs to a resource group. */
export function checkWays(
  scope: Scope,
  path: string,
  group: GivenReference,
  ways: readonly string[],
  rule: Rule,
): void {
  const given = givenNames(scope, path, group, [...ways, "name"]);
  const isOneWay = given.filter((name) => ways.includes(name)).length === 1;
  if (isOneWay && (!given.includes("name") || given.includes("resourceGroupName"))) return;
  scope.issues.report(issue(rule, path, { received: describeGiven(given, ways) }));
}

/** In a resource group the name defaults to the key. What is wrong with the key itself has been reported. */
export function checkNameFromKey(
  scope: Scope,
  path: string,
  key: string,
  { resourceGroupName, name }: GivenReference,
  rule: TextRule,
  thing: string,
): void {
  if (scope.isInvalid(path) || resourceGroupName === undefined || name !== undefined) return;
  const remedy = `It defaults to the key: set the ${thing}'s own name.`;
  checkDerivedName(scope, property(path, "name"), key, rule, remedy);
}
