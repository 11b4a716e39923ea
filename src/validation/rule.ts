/** A rule about one value: what is allowed, and who says so. */

export interface Rule {
  /** What is allowed, to follow "must be". */
  readonly expected: string;
  /** Where the rule comes from. */
  readonly source: string;
  readonly accepts: (value: string) => boolean;
  /** What to change, where more can be said than what is allowed. */
  readonly remedy?: string;
}

/** A rule that one pattern and a range of lengths express. */
export function pattern(rule: Omit<Rule, "accepts"> & { pattern: RegExp; min?: number; max: number }): Rule {
  const { pattern: shape, min = 1, max, ...rest } = rule;
  return {
    ...rest,
    accepts: (value) => value.length >= min && value.length <= max && shape.test(value),
  };
}
