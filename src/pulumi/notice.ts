import * as pulumi from "@pulumi/pulumi";
import { formatWarning, type Issue } from "../validation/issue";
import { type Found, issue, type Rule } from "../validation/rule";
import { oncePerProgram } from "./once-per-program";

/** What need not be a mistake: told, and nothing stops. */
export interface Notice extends Issue {
  readonly severity: NonNullable<Rule["severity"]>;
}

export function notice(rule: Rule, path: string, found: Found): Notice {
  return { ...issue(rule, path, found), severity: rule.severity ?? "warning" };
}

/** Tells it once of each thing, a key of its own, whichever components of the program ask. */
export function tell(
  thing: readonly unknown[],
  notices: readonly Notice[],
  component: pulumi.Resource,
): void {
  for (const one of notices) {
    const log = one.severity === "warning" ? pulumi.log.warn : pulumi.log.info;
    oncePerProgram(["notice", one.rule, ...thing], () => log(formatWarning(one), component));
  }
}
