import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How docs/interrupted-runs.md says that an object is imported. */
interface ImportCommand {
  readonly type: string;
  readonly name: string;
  /** Matches the ids that the command is for. */
  readonly id: RegExp;
  /** The command's arguments with that id and the component's URN. */
  args(id: string, component: string): string[];
}

const text = readFileSync(join(__dirname, "../../../docs/interrupted-runs.md"), "utf8");

/** The command lines of the page's code blocks. */
export const commands: readonly string[] = [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = ""]) =>
  block.trim().split("\n"),
);

export const importCommands: readonly ImportCommand[] = commands
  .filter((line) => line.startsWith("pulumi import "))
  .map((line) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, quoted, bare]) => quoted ?? bare ?? "")
      .slice(2);
    const [type = "", name = "", written = ""] = words;
    return {
      type,
      name,
      id: new RegExp(`^${written.replace(/[.]/g, "\\.").replace(/<\w+>/g, "[^/]+")}$`),
      args: (id, component) =>
        words.map((word) => word.replace(written, id).replace("<component>", component)),
    };
  });
