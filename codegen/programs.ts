/**
 * The programs that a document shows, taken from the files that the tests run: between `<!-- program: <path> -->` and
 * `<!-- end -->` stands the content of the file.
 */
export function placePrograms(document: string, read: (path: string) => string): string {
  return document.replace(/(<!-- program: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start, path, end) => {
    const language = path.split(".").at(-1);
    return `${start}\`\`\`${language}\n${read(path).trimEnd()}\n\`\`\`\n${end}`;
  });
}
