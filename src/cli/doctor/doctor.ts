import { stripVTControlCharacters } from "node:util";
import { addLive, listCommands } from "../live/live";
import { readStack, UsageError } from "../stack/read-json";
import type { Resource } from "../stack/resource";
import { type Workload, workloads } from "../stack/workload";
import { firstLine, type Surroundings } from "../surroundings";
import { checkDeclared } from "./declared";
import { type Explanation, explainError } from "./explain-error";
import { exitCodeOf, inMountOrder, type Report } from "./finding";
import { printReport } from "./print";

export interface DoctorOptions {
  readonly stack?: string;
  readonly stackFile?: string;
  readonly error?: string;
  readonly json?: boolean;
  readonly live?: boolean;
  readonly dryRun?: boolean;
  readonly context?: string;
}

/** Finds the one link that differs. Returns the exit code. */
export async function doctor(options: DoctorOptions, on: Surroundings): Promise<number> {
  if (options.error === "-" && options.stackFile === "-") {
    throw new UsageError("--error and --stack-file cannot both be read from standard input.");
  }
  if (options.dryRun && !options.live) throw new UsageError("--dry-run goes with --live.");
  const { resources, note } = await readResources(options, on);
  const all = workloads(resources);
  if (options.dryRun) {
    on.print(listCommands(all, options.context));
    return 0;
  }
  const reports: Report[] = [];
  for (const workload of all) {
    const declared: Report = { workload: workload.name, findings: checkDeclared(workload) };
    reports.push(options.live ? await addLive(declared, workload, options.context, on) : declared);
  }
  const error = await readError(options.error, on);
  const final =
    error === undefined ? withoutError(reports, note) : withError(error, reports, all, resources, on.now());
  const exitCode = exitCodeOf(final);
  if (options.json) {
    const ordered = final.map((report) => ({ ...report, findings: inMountOrder(report.findings) }));
    on.print(JSON.stringify({ exitCode, ...(note && { note }), reports: ordered }, null, 2));
    return exitCode;
  }
  if (note && error !== undefined) on.print(`${note}\n`);
  on.print(final.map(printReport).join("\n\n"));
  on.print(`\n${conclusion[exitCode]}`);
  return exitCode;
}

const conclusion = {
  0: "Nothing differs in what was checked.",
  1: "Start with the first link marked ✗. What comes after it may be its consequence.",
  2: "Whether all is well could not be determined.",
} as const;

async function readResources(
  { stack, stackFile, error }: DoctorOptions,
  on: Surroundings,
): Promise<{ resources: Resource[]; note?: string }> {
  if (stackFile !== undefined) {
    return { resources: readStack(stackFile === "-" ? await on.readInput() : on.readFile(stackFile)) };
  }
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  const command = `pulumi ${args.join(" ")}`;
  const answer = await on.run("pulumi", args).catch(() => undefined);
  if (answer?.exitCode === 0) return { resources: readStack(answer.stdout) };
  const reason =
    answer === undefined ? "pulumi is not on the PATH" : firstLine(answer.stderr).replace(/\.$/, "");
  // An error explains much by itself.
  if (error !== undefined && stack === undefined) {
    return {
      resources: [],
      note: `No stack was read (${command}: ${reason}), so nothing is compared with one.`,
    };
  }
  throw new UsageError(
    `${command} failed: ${reason}. Run doctor in the folder of the program, with --stack NAME where no stack is selected; ` +
      "or give what pulumi stack export --file stack.json wrote: --stack-file stack.json",
  );
}

async function readError(error: string | undefined, on: Surroundings): Promise<string | undefined> {
  if (error === undefined) return undefined;
  const given = error === "-" ? await on.readInput() : on.readFile(error);
  if (given.trim() === "") {
    throw new UsageError(
      "There is no error to explain: the input is empty. For example: kubectl describe pod <pod> --namespace <namespace> | … doctor --error -",
    );
  }
  return stripVTControlCharacters(manageable(given));
}

/** The end of a long log, in lines that a pattern is soon done with. */
function manageable(text: string): string {
  return text.slice(-200_000).replace(/[^\n]{4000}/g, "$&\n");
}

function withoutError(reports: readonly Report[], note: string | undefined): Report[] {
  if (reports.length > 0) return [...reports];
  const none = "The stack has no KeyVaultWorkloadIdentity.";
  return [{ workload: undefined, findings: [], unclear: note ?? none }];
}

function withError(
  text: string,
  reports: readonly Report[],
  all: readonly Workload[],
  resources: readonly Resource[],
  now: Date,
): Report[] {
  const explained = explainError(text, all, resources, now);
  const { workload, finding } = explained;
  if (finding === undefined) {
    const unclear = notKnown(explained);
    return reports.length === 0
      ? [{ workload: undefined, findings: [], unclear }]
      : reports.map((report, index) => (index === reports.length - 1 ? { ...report, unclear } : report));
  }
  const own = reports.find((report) => report.workload === workload);
  // The error happened: what the stack says of the same link gives way.
  return [
    { workload, findings: [...(own?.findings ?? []).filter(({ link }) => link !== finding.link), finding] },
  ];
}

/** What was read out of the text, so that a person can go on from there. */
function notKnown({ facts }: Explanation): string {
  const { text: _text, ...read } = facts;
  const list = Object.entries(read).map(([name, value]) => `${name} ${value}`);
  const compared = list.length > 0 ? `It names ${list.join(", ")}; these were compared with the stack.` : "";
  return `This error is none that doctor knows. ${compared}`.trim();
}
