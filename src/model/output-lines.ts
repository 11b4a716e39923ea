/** Sentences as an output that Pulumi prints in full without flags, and compares sentence by sentence. */

import { createHash } from "node:crypto";
import { visible } from "./quote";

/** What it is about, and the sentence. Pulumi sorts by the former, so its words decide about the order. */
export type Statement = readonly [subject: string, sentence: string];

/** In bytes; what is longer is cut, in plain and in `--diff` output [pulumi, pkg/backend/display/object_diff.go, truncatePropertyString]. */
const longestLine = 150;
const longestSubject = 100;

/** Preferably after a comma or before a parenthesis, else between words, at worst within one. */
const breaks = [/(?<=,)(?= )|(?= \()/, /(?= )/, /(?:)/u];

/**
 * One line for each statement, by its subject: a list would be compared by position, where one line more changes all
 * that follow. A long sentence goes on, indented: `can: kv/reader`, `can: kv/reader (2)`. Subjects are unique but for the
 * statements that are to stand together.
 */
export function outputLines(statements: readonly Statement[]): Record<string, string> {
  const bySubject = new Map<string, string[]>();
  for (const [subject, sentence] of statements) {
    const key = shortened(visible(subject));
    bySubject.set(key, [...(bySubject.get(key) ?? []), ...wrap(sentence, breaks)]);
  }
  const lines = [...bySubject].flatMap(([subject, texts]) =>
    texts.map((text, i) => [numbered(subject, i + 1, texts.length), text] as const),
  );
  return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Subjects with the same beginning stay different: `can: kv/secret/aa…a~1a2b3c4d`. */
function shortened(subject: string): string {
  if (subject.length <= longestSubject) return subject;
  const hash = createHash("sha256").update(subject).digest("hex").slice(0, 8);
  return `${subject.slice(0, longestSubject - hash.length - 1)}~${hash}`;
}

function wrap(text: string, [at = "", ...finer]: readonly (RegExp | string)[]): string[] {
  const lines: string[] = [];
  for (const part of text.split(at).flatMap((one) => (fits(one) ? [one] : wrap(one, finer)))) {
    const longer = `${lines.at(-1) ?? ""}${part}`;
    if (fits(longer)) lines.splice(-1, 1, longer);
    else lines.push(part);
  }
  return lines;
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= longestLine;
}

/** In the order of the alphabet: `(02)` of twelve. */
function numbered(subject: string, number: number, of: number): string {
  return number === 1 ? subject : `${subject} (${String(number).padStart(String(of).length, "0")})`;
}
