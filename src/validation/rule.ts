/** What an entry of the rule table is, and how it becomes an issue. */

import type { Issue } from "./issue";

export interface Rule {
  /** Its name on the rule page and in the tests. */
  readonly id: string;
  /** The inputs in the user's words, a key of the user's as `<key>`: `clusters.<key>.name`, `keys of clusters`. */
  readonly appliesTo: readonly string[];
  /** What is allowed, to follow "must be"; may hold `<placeholders>`. */
  readonly expected: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** What to change, where more can be said than what is allowed; may hold `<placeholders>`. */
  readonly remedy?: string;
  /** Why more is refused than the source would refuse, by a name for each reason. */
  readonly stricter?: Readonly<Record<string, string>>;
  readonly checked: Checked;
  /** Left out: it stops the preview. */
  readonly severity?: "warning" | "information";
}

/** `on arrival`: at once if the value is known, else as soon as it is. */
export type Checked = "at once" | "on arrival" | "by look-up" | "across the program";

/** A rule about one text. */
export interface TextRule extends Rule {
  readonly accepts: (value: string) => boolean;
  /** Text for readers, in which any word may stand. */
  readonly free?: true;
}

/** A rule that one pattern and a range of lengths express. */
export function pattern(
  rule: Omit<TextRule, "accepts"> & { pattern: RegExp; min?: number; max: number },
): TextRule {
  const { pattern: shape, min = 1, max, ...rest } = rule;
  return {
    ...rest,
    accepts: (value) => value.length >= min && value.length <= max && shape.test(value),
  };
}

/** A rule about one whole number, both bounds included. */
export interface NumberRule extends Rule {
  readonly min: number;
  readonly max: number;
}

export interface Found {
  /** What was found, ready to print; left out for a secret. */
  readonly received?: string;
  /** Instead of the rule's own, where more is known. */
  readonly remedy?: string;
  /** The texts for the rule's `<placeholders>`. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** The only way to an issue: what is reported stands in the table. */
export function issue(
  rule: Rule,
  path: string,
  { received, remedy = rule.remedy, fill = {} }: Found = {},
): Issue {
  const filled = (text: string) =>
    text.replace(/<(\w+)>/g, (whole, name) => (Object.hasOwn(fill, name) ? (fill[name] as string) : whole));
  return {
    rule: rule.id,
    path,
    expected: filled(rule.expected),
    received,
    remedy: remedy === undefined ? undefined : filled(remedy),
  };
}
