/** The rule table: every check takes what it says from an entry. */

import * as azureNames from "../src/validation/azure-names";
import * as combinations from "../src/validation/combinations";
import * as fileRules from "../src/validation/file-rules";
import * as issuers from "../src/validation/issuers";
import * as keyVaultObjects from "../src/validation/key-vault-objects";
import * as kindsOfValue from "../src/validation/kinds-of-value";
import * as kubernetesNames from "../src/validation/kubernetes-names";
import * as lookUpRules from "../src/validation/look-up-rules";
import type { Rule } from "../src/validation/rule";

/** The entries by the heading under which the page has them. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  "Kinds of value": entriesOf(kindsOfValue),
  "What excludes or needs what": entriesOf(combinations),
  "Names and ids in Azure": entriesOf(azureNames),
  Issuers: entriesOf(issuers),
  "Names in Kubernetes": entriesOf(kubernetesNames),
  "Objects of a vault": entriesOf(keyVaultObjects),
  "Files, Secrets and folders": entriesOf(fileRules),
  "What is compared with Azure, and across a program": entriesOf(lookUpRules),
};

function entriesOf(module: object): Rule[] {
  return Object.values(module).filter((value): value is Rule => typeof value?.id === "string");
}
