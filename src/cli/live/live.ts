import type { Finding, Report, Status } from "../doctor/finding";
import type { Workload } from "../stack/workload";
import type { Surroundings } from "../surroundings";
import { azureLooks } from "./azure";
import { clusterLooks } from "./cluster";
import { commandOf, type Look, runLook } from "./look";

export function looksOf(workload: Workload, context: string | undefined): Look[] {
  return [...clusterLooks(workload, context), ...azureLooks(workload)];
}

export function listCommands(workloads: readonly Workload[], context: string | undefined): string {
  const all = workloads.flatMap((one) => looksOf(one, context)).map(commandOf);
  return [...new Set(all)].join("\n");
}

/** What is there, in place of what the stack says of the same link. */
export async function addLive(
  report: Report,
  workload: Workload,
  context: string | undefined,
  on: Surroundings,
): Promise<Report> {
  const live: Finding[] = [];
  for (const look of looksOf(workload, context)) live.push(...(await runLook(look, on)));
  return { ...report, findings: worstOfEach([...report.findings, ...live]) };
}

const weight: Record<Status, number> = { differs: 4, waiting: 3, unclear: 2, ok: 1, "not checked": 0 };

/** Of equals the later one: it has looked. */
function worstOfEach(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const one of findings) {
    const known = found.get(one.link);
    if (known === undefined || weight[one.status] >= weight[known.status]) found.set(one.link, one);
  }
  return [...found.values()];
}
