/** One mistake of the user, as data: the sentence is built in one place. */

import { quote, visible } from "../model/quote";

export interface Issue {
  /** The id of the entry in the rule table. */
  readonly rule: string;
  /** The property in the user's words, such as `keyVaults["kv"].objects["a.pem"].objectName`. */
  readonly path: string;
  /** What is allowed, to follow "must be". */
  readonly expected: string;
  /** What was found, ready to print; left out for a secret. */
  readonly received?: string | undefined;
  /** What to change, as a sentence. */
  readonly remedy?: string | undefined;
}

/** The sentence without its path: Pulumi prints the path of a property itself. */
export function formatReason(issue: Issue): string {
  return sentence("must be", issue);
}

/** What does not stop the preview. */
export function formatWarning(issue: Issue): string {
  return `${issue.path} ${sentence("should be", issue)}`;
}

function sentence(verb: string, { expected, received, remedy }: Issue): string {
  const found = received === undefined ? "" : `, but is ${received}`;
  return `${verb} ${expected}${found}.${remedy ? ` ${remedy}` : ""}`;
}

export function formatIssues(component: string, issues: readonly Issue[]): string {
  const lines = firstOf(issues).map((issue) => `  - ${issue.path} ${formatReason(issue)}`);
  return [`KeyVaultWorkloadIdentity ${quote(component)}: ${heading(issues)}`, ...lines].join("\n");
}

/** Without what else is said of a null: it is the same mistake. */
export function withoutEchoes(issues: readonly Issue[]): readonly Issue[] {
  const nulls = new Set(issues.filter(({ rule }) => rule === "no-null").map(({ path }) => path));
  return issues.filter(({ rule, path }) => rule === "no-null" || !nulls.has(path));
}

/** More than anybody would read; thousands of them would not even get through to the engine. */
const most = 20;

export function firstOf(issues: readonly Issue[]): readonly Issue[] {
  return issues.slice(0, most);
}

export function heading({ length }: readonly Issue[]): string {
  const count = length === 1 ? "1 input to mend" : `${length} inputs to mend`;
  return length > most ? `${count}, the first ${most} of them` : count;
}

/** A value as it is shown in a message: short, and never spread over lines. */
export function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint" || typeof value === "number") return `${value}`;
  if (arrivesLater(value)) return "an Output";
  return shorten(toText(value));
}

/** An Output or a promise, known by its methods: this floor does without Pulumi. */
function arrivesLater(value: unknown): boolean {
  const { apply, then } = (value ?? {}) as Record<string, unknown>;
  return typeof apply === "function" || typeof then === "function";
}

function shorten(text: string): string {
  // Both ends tell most: what is at fault in a resource id is often the last part.
  return text.length > 200 ? `${text.slice(0, 120)} … ${text.slice(-70)}` : text;
}

function toText(value: unknown): string {
  try {
    return visible(JSON.stringify(value) ?? String(value));
  } catch {
    return "a value that has no text";
  }
}

/** Which of these properties were given, for ways that exclude each other. */
export function givenBy(group: object, names: readonly string[]): string {
  const given = names.filter((name) => (group as Record<string, unknown>)[name] !== undefined);
  return given.length === 0 ? `given by none of ${names.join(", ")}` : `given by ${given.join(" and ")}`;
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** A path as users write it: plain names after a dot, map keys quoted in brackets. */
export function property(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

export function entry(path: string, key: string): string {
  return plainKey.test(key) && key.length <= 80 ? property(path, key) : `${path}[${shorten(quote(key))}]`;
}
