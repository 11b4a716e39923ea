import type { Rule } from "../src/rules/rule";
import { rules } from "../src/rules/table";
import { prose, table } from "./markdown";
import { notKnowable, rulesByConstruction } from "./rules-by-construction";

/** The page of all rules, as Markdown: what the table says, in its order. */
export function rulePage(): string {
  const all = Object.values(rules).flat();
  const live = all.filter(({ checked }) => checked === "live").length;
  const across = all.filter(({ checked }) => checked === "across components").length;
  return [
    "# Rules",
    "Generated from the rule table in `src/rules` by `npm run docs`. Every message about an input comes from an entry of the table: the property, what is wrong, and what to change.",
    `${all.length} rules: ${all.length - live - across} about the inputs alone, ${live} that are checked against Azure and Kubernetes, ${across} across the components of a program. All mistakes that are known are reported together, before anything is created.`,
    list([
      "**immediately**: before the first look-up; the value must be known at preview time.",
      "**once known**: immediately if the value is known, else as soon as it is. Nothing is created with it before.",
      "**live**: by reading Azure or Kubernetes, in the preview too. What the deployer may not read, or what does not exist yet, is a warning in the preview.",
      "**across components**: once all components of the program have declared what they create.",
    ]),
    `Words in angle brackets are filled in; \`<key>\` stands for a key of yours. Where a rule has no message of its own, its message is *must be*, what stands here, *but is*, and what was found.`,
    ...Object.entries(rules).flatMap(([heading, entries]) => [`## ${heading}`, ruleTable(entries)]),
    "## What no input can break",
    table(
      ["Rule", "Why it holds", "Source"],
      rulesByConstruction.map(({ rule, why, source }) => [rule, why, source]),
    ),
    "## What cannot be known beforehand",
    list(notKnowable),
  ]
    .join("\n\n")
    .concat("\n");
}

function ruleTable(entries: readonly Rule[]): string {
  const rows = entries.map((rule) => {
    const { id, appliesTo, expected, message, remedy, checked, severity, source, stricter = {} } = rule;
    return [
      `\`${id}\``,
      appliesTo.map(place).join(", "),
      prose(literal(expected)),
      prose(literal([message, remedy].filter(Boolean).join(" "))),
      severity ? `${checked}; ${severity}` : checked,
      literal(source),
      Object.values(stricter).map(literal).join("; "),
    ];
  });
  return table(
    [
      "Rule",
      "Holds for",
      "Must be",
      "Own message, and remedy",
      "Checked",
      "Source",
      "Stricter than the source, because",
    ],
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
