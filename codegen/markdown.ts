/** Markdown that the pages share. */

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A comment's line breaks mean nothing, and a table cell cannot hold them. */
export function prose(text = ""): string {
  return text.replace(/\s+/g, " ").trim();
}
