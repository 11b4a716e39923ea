/** A text in quotes: on one line, and without characters that a terminal would act on or a reader could not see. */
export function quote(text: string): string {
  return visible(JSON.stringify(text));
}

/** The same for a text that has its quotes already, or needs none. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
