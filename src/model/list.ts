/** `"blue"`, `"blue" and "green"`, `"a", "b" and "c"` */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length <= 1 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
