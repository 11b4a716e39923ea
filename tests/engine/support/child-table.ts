import { childTable } from "../../../codegen/children";

const rows = childTable()
  .split("\n")
  .slice(2)
  .map((line) => {
    const [, name = "", types = ""] = line.split("|").map((cell) => cell.trim());
    const pattern = name.replaceAll("`", "").replace(/<\w+>/g, "[\\w./-]+");
    return { name: new RegExp(`^${pattern}$`), types };
  });

/** Whether the table in docs/customising.md has a child of this name and type. */
export function isListed(type: string, name: string): boolean {
  return rows.some((row) => row.name.test(name) && row.types.includes(`\`${type}\``));
}
