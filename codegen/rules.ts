import type { Rule } from "../src/validation/rule";
import { prose, table } from "./markdown";
import { rules } from "./rule-table";
import { notKnowable, rulesByConstruction } from "./rules-by-construction";

/** The page of all rules, as Markdown: what the table says, in its order. */
export function rulePage(): string {
  const all = Object.values(rules).flat();
  const lookUps = all.filter(({ checked }) => checked === "by look-up").length;
  const across = all.filter(({ checked }) => checked === "across the program").length;
  return [
    "# Rules",
    "Generated from the rule table in `src/validation` by `npm run docs`. Every message about an input comes from an entry: the property, then *must be*, what stands here, what was found, and what to do.",
    `${all.length} rules: ${all.length - lookUps - across} about the inputs alone, ${lookUps} that a look-up in Azure answers, ${across} across the components of a program. All mistakes that are known are told at once, before anything is made.`,
    list([
      "**at once**: before the first look-up; the value must be known in the preview.",
      "**on arrival**: at once if the value is known, else as soon as it is. Nothing is made with it before.",
      "**by look-up**: by reading Azure, in the preview too. What may not be read, or does not exist yet, is a warning in the preview.",
      "**across the program**: once all components of the program have said what they make.",
    ]),
    "Words in angle brackets stand for what the message fills in; `<key>` for a key of your own.",
    ...Object.entries(rules).flatMap(([heading, entries]) => [`## ${heading}`, ruleTable(entries)]),
    "## What no input can break",
    table(
      ["Rule", "Why it holds", "Source"],
      rulesByConstruction.map(({ rule, why, source }) => [rule, why, source]),
    ),
    "## What nobody can know beforehand",
    list(notKnowable),
  ]
    .join("\n\n")
    .concat("\n");
}

function ruleTable(entries: readonly Rule[]): string {
  const rows = entries.map(
    ({ id, appliesTo, expected, remedy, checked, severity, source, stricter = {} }) => [
      `\`${id}\``,
      appliesTo.map(place).join(", "),
      prose(literal([`${expected}.`, remedy].filter(Boolean).join(" "))),
      severity ? `${checked}; ${severity}` : checked,
      literal(source),
      Object.values(stricter).map(literal).join("; "),
    ],
  );
  return table(
    ["Rule", "Holds for", "Must be", "Checked", "Source", "Stricter than the source, because"],
    rows,
  );
}

/** Words stay words; paths are code. */
function place(text: string): string {
  const [, keys = "", path = ""] = /^(keys of )?(.*)$/.exec(text) ?? [];
  return /^(all|the) /.test(path) ? path : `${keys}\`${path}\``;
}

/** Placeholders would be read as tags. */
function literal(text: string): string {
  return text.replace(/<(\w+)>/g, "\\<$1\\>");
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}
