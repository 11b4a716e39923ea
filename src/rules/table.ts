/** The rule tables together: what is read by position, and what the rules page shows. */

import * as acrossComponents from "./across-components";
import * as azureNames from "./azure-names";
import * as combinations from "./combinations";
import * as files from "./files";
import * as issuers from "./issuers";
import * as keyVaultObjects from "./key-vault-objects";
import * as kindsOfValue from "./kinds-of-value";
import * as kubernetesNames from "./kubernetes-names";
import * as liveChecks from "./live-checks";
import * as operatingSystems from "./operating-systems";
import * as roles from "./roles";
import type { Rule } from "./rule";

/** The entries by the heading under which the page has them; of several rules for one value the first comes first. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  "Kinds of value": kindsOfValue.all,
  "What excludes or needs what": combinations.all,
  "Names and ids in Azure": azureNames.all,
  Issuers: issuers.all,
  "Names in Kubernetes": kubernetesNames.all,
  "Objects of a vault": keyVaultObjects.all,
  "Files, Secrets and folders": files.all,
  "Roles and their scopes": roles.all,
  "Windows and Linux": operatingSystems.all,
  "What is compared with Azure and Kubernetes": liveChecks.all,
  "What is compared across the components of a program": acrossComponents.all,
};

const byPosition = new Map<string, Rule[]>();
for (const rule of Object.values(rules).flat()) {
  for (const position of rule.appliesTo)
    byPosition.set(position, [...(byPosition.get(position) ?? []), rule]);
}

/** The rules for one position, such as `clusters.<key>.name` or `keys of clusters`. */
export function rulesFor(position: string): readonly Rule[] {
  return byPosition.get(position) ?? [];
}
