/**
 * The programs that a document shows, taken from the files that the tests run: between `<!-- program: <path> -->` and
 * `<!-- end -->` stands the content of the file, or of one `#region` of it: `<!-- program: <path>#<region> -->`.
 */
export function placePrograms(document: string, read: (path: string) => string): string {
  return document.replace(
    /(<!-- program: ([^\s#]+)(?:#(\S+))? -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start, path, region, end) => {
      const language = path.split(".").at(-1);
      const text = region === undefined ? read(path) : regionOf(read(path), path, region);
      return `${start}\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n${end}`;
    },
  );
}

/** The lines between `#region <name>` and the next `#endregion`, without the indentation that they share. */
function regionOf(text: string, path: string, region: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim().endsWith(`#region ${region}`));
  const length = lines.slice(first + 1).findIndex((line) => line.trim().endsWith("#endregion"));
  if (first < 0 || length < 0) throw new Error(`${path} has no #region ${region}`);
  const found = lines.slice(first + 1, first + 1 + length);
  const indents = found.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  return found.map((line) => line.slice(Math.min(...indents))).join("\n");
}

/** Outputs that the tests have compared, as plain text: `<!-- sample: <path> -->`. */
export function placeSamples(document: string, read: (path: string) => string): string {
  return document.replace(
    /(<!-- sample: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start, path, end) => `${start}\`\`\`text\n${read(path).trimEnd()}\n\`\`\`\n${end}`,
  );
}

/** Tables, `<!-- table: <name> -->`, and single values, `<!-- value: <name> -->`, that the code knows. */
export function placeFacts(document: string, facts: Readonly<Record<string, string>>): string {
  const known = (name: string) => {
    if (facts[name] === undefined) throw new Error(`there is no "${name}"; there are ${Object.keys(facts)}`);
    return facts[name];
  };
  return document
    .replace(
      /(<!-- table: ([^>]+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (_, start, name, end) => `${start}\n${known(name)}\n\n${end}`,
    )
    .replace(
      /(<!-- value: ([^>]+) -->).*?(<!-- end -->)/g,
      (_, start, name, end) => `${start}${known(name)}${end}`,
    );
}
