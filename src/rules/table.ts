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
  "Kinds of value": entriesOf(kindsOfValue),
  "What excludes or needs what": entriesOf(combinations),
  "Names and ids in Azure": entriesOf(azureNames),
  Issuers: entriesOf(issuers),
  "Names in Kubernetes": entriesOf(kubernetesNames),
  "Objects of a vault": entriesOf(keyVaultObjects),
  "Files, Secrets and folders": entriesOf(files),
  "Roles and their scopes": entriesOf(roles),
  "Windows and Linux": entriesOf(operatingSystems),
  "What is compared with Azure and Kubernetes": entriesOf(liveChecks),
  "What is compared across the components of a program": entriesOf(acrossComponents),
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

function entriesOf(module: object): Rule[] {
  return Object.values(module).filter((value): value is Rule => typeof value?.id === "string");
}
