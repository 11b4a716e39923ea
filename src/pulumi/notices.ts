import * as pulumi from "@pulumi/pulumi";
import { formatIssue, type Issue } from "../rules/issue";
import { type Found, issue, type Rule } from "../rules/rule";
import { oncePerProgram } from "./program";

/** What need not be a mistake: it is logged, and nothing stops. */
export interface Notice extends Issue {
  readonly severity: NonNullable<Rule["severity"]>;
}

export function notice(rule: Rule, path: string, found: Found): Notice {
  return { ...issue(rule, path, found), severity: rule.severity ?? "warning" };
}

/** Logs each notice once per program for a thing, such as an AKS cluster that several components use. */
export function logNotices(
  thing: readonly unknown[],
  notices: readonly Notice[],
  component: pulumi.Resource,
): void {
  for (const one of notices) {
    const log = one.severity === "warning" ? pulumi.log.warn : pulumi.log.info;
    oncePerProgram(["notice", one.rule, ...thing], () => log(formatIssue(one), component));
  }
}

/** A warning that several components would repeat is logged once. */
export function warnOnce(message: string, resource: pulumi.Resource): void {
  oncePerProgram(["warning", message], () => pulumi.log.warn(message, resource));
}
