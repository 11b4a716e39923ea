import type { Resource } from "../stack/resource";
import type { Workload } from "../stack/workload";
import { driverErrors, sdkErrors, secretErrors } from "./cluster-errors";
import { type ErrorFacts, matchWorkload, readFacts } from "./facts";
import type { Finding } from "./finding";
import { loginErrors } from "./login-errors";
import type { ErrorRule } from "./rule";
import { explainUpdateError } from "./update-errors";
import { vaultErrors } from "./vault-errors";

/** In the order of a mount: the first that fits is the link that broke. */
const rules: readonly ErrorRule[] = [
  ...driverErrors,
  ...loginErrors,
  ...vaultErrors,
  ...secretErrors,
  ...sdkErrors,
];

export interface Explanation {
  readonly workload: string | undefined;
  readonly finding: Finding | undefined;
  readonly facts: ErrorFacts;
}

export function explainError(
  text: string,
  workloads: readonly Workload[],
  resources: readonly Resource[],
  now: Date,
): Explanation {
  const facts = readFacts(newest(text));
  const update = explainUpdateError(text, workloads, resources);
  // An update names its resources; a mount does not.
  const isUpdate = /^\s*(?:azure-native|azuread|kubernetes):\S+ \([^)\n]+\):/m.test(text);
  if (update && isUpdate) return { ...update, facts };
  const workload = matchWorkload(facts, workloads);
  for (const { says, explain } of rules) {
    const found = says.exec(facts.text);
    if (found) {
      return { workload: workload?.name, finding: explain({ facts, workload, now }, found.slice(1)), facts };
    }
  }
  return update ? { ...update, facts } : { workload: workload?.name, finding: undefined, facts };
}

/** `kubectl describe` lists events from old to new, and an old one may have been about something else. */
function newest(text: string): string {
  const last = text.lastIndexOf("MountVolume.SetUp failed");
  return last > 0 ? text.slice(0, text.indexOf("MountVolume.SetUp failed")) + text.slice(last) : text;
}
