import { quote, visible } from "../../model/quote";
import { isText, type Value } from "../stack/value";

/** How names from a program are set off: they must neither end a sentence nor become markup. */
export interface Style {
  readonly name: (text: string) => string;
  /** Something to copy. */
  readonly code: (text: string) => string;
  /** A sentence whose names are in quotes. */
  readonly text: (text: string) => string;
  readonly bullet: (sign: string, text: string) => string;
  readonly holder: (sign: string, text: string) => string;
  readonly heading: (text: string) => string;
  /** Below a heading, beside the holders. */
  readonly section: (text: string) => string;
}

export const plain: Style = {
  name: quote,
  code: visible,
  text: (text) => text,
  bullet: (sign, text) => `    ${sign} ${text}`,
  holder: (sign, text) => `  ${sign} ${text}`,
  heading: (text) => `${text}:`,
  section: (text) => `  ${text}:`,
};

export const markdown: Style = {
  name: code,
  code,
  text: (text) =>
    text
      .replace(/[<>@|*_]/g, "\\$&")
      .replace(/"((?:[^"\\]|\\.)*)"/g, (_all, name: string) => code(name.replace(/\\([<>@|*_])/g, "$1"))),
  bullet: (sign, text) => `- **${sign}** ${text}`,
  holder: (sign, text) => `**${sign}** ${text}`,
  heading: (text) => `### ${text}`,
  section: (text) => `**${text}**`,
};

/** A code span, in which nothing is markup, a mention or a link. */
function code(text: string): string {
  return `\`${visible(text).replaceAll("`", "'").replace(/\s+/g, " ") || " "}\``;
}

export function value(given: Value, style: Style): string {
  return isText(given) ? style.name(given) : why(given);
}

export function why(given: Value): string {
  return isText(given) || given === undefined ? "that is not in the preview" : `(${given.why})`;
}
