/** One mistake of the user, as data: the lines that people read are built in one place. */

import { quote } from "../model/quote";

export interface Issue {
  /** The id of the entry in the rule tables. */
  readonly rule: string;
  /** The property in the user's words, such as `keyVaults["kv"].objects["a.pem"].objectName`. */
  readonly path: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What to change, as sentences. */
  readonly remedy?: string | undefined;
}

/** The sentences without the path: Pulumi prints the path of a property itself. */
export function formatReason({ message, remedy }: Issue): string {
  return remedy ? `${message} ${remedy}` : message;
}

/** `namespace: must be …` */
export function formatIssue(issue: Issue): string {
  return `${issue.path}: ${formatReason(issue)}`;
}

export function formatIssues(component: string, issues: readonly Issue[]): string {
  const lines = limit(issues).map((issue) => `  - ${formatIssue(issue)}`);
  return [`KeyVaultWorkloadIdentity ${quote(component)}: ${heading(issues)}`, ...lines].join("\n");
}

/** More than anybody would read; thousands of them would not even get through to the engine. */
const most = 20;

export function limit(issues: readonly Issue[]): readonly Issue[] {
  return issues.slice(0, most);
}

export function heading({ length }: readonly Issue[]): string {
  const count = length === 1 ? "1 invalid input" : `${length} invalid inputs`;
  return length > most ? `${count}, of which the first ${most} are` : count;
}
