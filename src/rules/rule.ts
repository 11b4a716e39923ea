/** What an entry of the rule tables is, and how it becomes an issue. */

import type { Issue } from "./issue";

interface RuleBase {
  /** Its name on the rules page and in the tests. */
  readonly id: string;
  /** The inputs, with `<key>` for a key of the user's: `clusters.<key>.name`, `keys of clusters`, `application.owners[]`. */
  readonly appliesTo: readonly string[];
  /** What is allowed, to follow "must be"; may hold `<placeholders>`. */
  readonly expected: string;
  /** The whole first sentence of the message, where "must be …, but is …" would not say it; may hold `<placeholders>`. */
  readonly message?: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** What to change, in sentences; may hold `<placeholders>`. */
  readonly remedy?: string;
  /** Why more is refused than the source would refuse, by a name for each reason. */
  readonly stricter?: Readonly<Record<string, string>>;
  readonly checked: Checked;
  /** Left out: it stops the preview. */
  readonly severity?: "warning" | "information";
}

/** `once known`: immediately if the value is known, else as soon as it is. */
export type Checked = "immediately" | "once known" | "live" | "across components";

/** About one text; every position in `appliesTo` is checked by it. */
export interface TextRule extends RuleBase {
  readonly kind: "text";
  readonly accepts: (value: string) => boolean;
  /** Instead of the rule's own remedy, where more is known of this value. */
  readonly remedyFor?: (value: string) => string | undefined;
  /** Text for readers, in which any word may stand. */
  readonly free?: true;
  /** Holds for the value of this key alone. */
  readonly onlyForKey?: string;
}

/** About one whole number, both bounds included. */
export interface NumberRule extends RuleBase {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
}

/** About how many entries a map has, both bounds included. */
export interface CountRule extends RuleBase {
  readonly kind: "count";
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What the code that reports it compares: several inputs, an answer of Azure, other components. */
export interface OtherRule extends RuleBase {
  readonly kind: "other";
}

export type Rule = TextRule | NumberRule | CountRule | OtherRule;

type Fields<R extends Rule> = Omit<R, "kind" | "checked"> & Partial<Pick<Rule, "checked">>;

/** The rules of one file. */
export class RuleTable {
  /** In the order in which they are checked and shown. */
  readonly all: Rule[] = [];
  readonly #checked: Checked;

  /** `checked`: when those are that do not say so themselves. */
  constructor(checked: Checked) {
    this.#checked = checked;
  }

  text(fields: Fields<TextRule>): TextRule {
    return this.#add({ checked: this.#checked, ...fields, kind: "text" });
  }

  /** A text that one pattern and a range of lengths express. */
  pattern(
    fields: Omit<Fields<TextRule>, "accepts"> & { pattern: RegExp; min?: number; max: number },
  ): TextRule {
    const { pattern, min = 1, max, ...rest } = fields;
    const accepts = (value: string) => value.length >= min && value.length <= max && pattern.test(value);
    return this.text({ ...rest, accepts });
  }

  number(fields: Fields<NumberRule>): NumberRule {
    return this.#add({ checked: this.#checked, ...fields, kind: "number" });
  }

  count(fields: Fields<CountRule>): CountRule {
    return this.#add({ checked: this.#checked, ...fields, kind: "count" });
  }

  other(fields: Fields<OtherRule>): OtherRule {
    return this.#add({ checked: this.#checked, ...fields, kind: "other" });
  }

  #add<R extends Rule>(rule: R): R {
    this.all.push(rule);
    return rule;
  }
}

export interface Found {
  /** What was found, ready to print; left out for a secret. */
  readonly received?: string;
  /** Instead of the rule's own, where more is known. */
  readonly remedy?: string;
  /** The texts for the rule's `<placeholders>`. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** The only way to an issue: what is reported stands in a table. */
export function issue(
  rule: Rule,
  path: string,
  { received, remedy = rule.remedy, fill = {} }: Found = {},
): Issue {
  const values: Record<string, string> = { ...fill, ...(received !== undefined && { received }) };
  const filled = (text: string) =>
    text.replace(/<(\w+)>/g, (whole, name) =>
      Object.hasOwn(values, name) ? (values[name] as string) : whole,
    );
  const found = received === undefined ? "" : ", but is <received>";
  return {
    rule: rule.id,
    path,
    message: filled(rule.message ?? `must be ${rule.expected}${found}.`),
    remedy: remedy === undefined ? undefined : filled(remedy),
  };
}
