import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cli } from "../../../src/cli/cli";
import { type Answer, type Surroundings, thisMachine } from "../../../src/cli/surroundings";

const recordedFolder = join(__dirname, "..", "recorded");

/** What a real engine has written, without paths of the machine it ran on. */
export function recorded(name: string): string {
  return readFileSync(join(recordedFolder, `${name}.json`), "utf8");
}

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly run?: (program: string, args: readonly string[]) => Promise<Answer>;
  readonly get?: Surroundings["get"];
  readonly now?: Date;
}

/** The minute after the recorded stack was made would be too early: nothing is waited for any more. */
const later = new Date("2026-12-24T12:00:00Z");

/** Runs the command line on a machine that has these files and programs only. */
export async function runCli(args: readonly string[], given: Given = {}) {
  const printed: string[] = [];
  const errors: string[] = [];
  const exitCode = await cli(args, {
    now: () => given.now ?? later,
    print: (text) => printed.push(text),
    printError: (text) => errors.push(text),
    readFile: (path) => given.files?.[path] ?? thisMachine.readFile(path),
    readInput: async () => given.input ?? "",
    run: given.run ?? (async (program) => Promise.reject(new Error(`no ${program} here`))),
    get: given.get ?? (async (url) => Promise.reject(new Error(`no ${url} here`))),
  });
  return { exitCode, text: printed.join("\n"), errors: errors.join("\n") };
}

export type Json = Record<string, unknown>;

/** The recorded stack, changed by `edit`, which is given each resource by its name. */
export function editedStack(edit: (resources: Record<string, Json>) => void): string {
  const stack = JSON.parse(recorded("orders-stack"));
  const resources = stack.deployment.resources as Json[];
  edit(Object.fromEntries(resources.map((one) => [String(one.urn).split("::").at(-1), one])));
  return JSON.stringify(stack);
}

/** The findings of a run with `--json` that are broken, as `link status`. */
export function brokenLinks(text: string): string[] {
  const { reports } = JSON.parse(text) as {
    reports: { findings: { link: string; status: string }[] }[];
  };
  return reports
    .flatMap(({ findings }) => findings)
    .filter(({ status }) => status === "differs" || status === "waiting")
    .map(({ link, status }) => (status === "waiting" ? `${link}, waiting` : link));
}
