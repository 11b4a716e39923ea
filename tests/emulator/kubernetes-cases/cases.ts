import type { Backend } from "./backend";
import { clusterCases } from "./cluster-cases";
import { diffCases } from "./diff-cases";
import { objectCases } from "./object-cases";
import { patchCases } from "./patch-cases";
import { refusalCases } from "./refusal-cases";

/** The same tests for the emulator and for the real provider, so that the one does not drift from the other. */
export function kubernetesCases(backend: () => Backend): void {
  diffCases(backend);
  objectCases(backend);
  patchCases(backend);
  refusalCases(backend);
  clusterCases(backend);
}
