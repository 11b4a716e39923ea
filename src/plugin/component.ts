/** What a plugin needs of the component, loaded together and late: it brings the SDKs of Azure and Kubernetes. */

import type { KeyVaultWorkloadIdentityArgs } from "../args";
import { readInput } from "../component/input";
import { Gate } from "../pulumi/gate";
import { shareByAddress } from "../pulumi/once-per-program";
import type { Issue } from "../validation/issue";

shareByAddress();

export { KeyVaultWorkloadIdentity } from "../key-vault-workload-identity";
export { claimIssues } from "../pulumi/claimed-issues";
export { settle } from "../pulumi/settle";

/** All mistakes in the input, those in values that came as Outputs included, before anything is registered. */
export function inputIssues(
  type: string,
  name: string,
  args: KeyVaultWorkloadIdentityArgs,
): Promise<Issue[]> {
  const gate = new Gate(name);
  readInput(type, name, args, gate);
  return gate.claim();
}
