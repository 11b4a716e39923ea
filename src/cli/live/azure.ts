import { isText } from "../stack/value";
import type { Workload } from "../stack/workload";
import { identityLooks } from "./identity";
import type { Look } from "./look";
import { assignmentLook, objectLooks, vaultLook } from "./vault";

/** What Azure and Entra have, by the user's az. */
export function azureLooks(workload: Workload): Look[] {
  const vaults = [...new Set(workload.classes.map(({ vault }) => vault))].filter(isText);
  return [
    ...identityLooks(workload),
    ...vaults.map((vault) => vaultLook(workload, vault)),
    ...workload.grants.flatMap((grant) => assignmentLook(workload, grant)),
    ...vaults.flatMap((vault) => objectLooks(workload, vault)),
  ];
}
