/** Errors of an update, with the advice that the component itself prints beside them. */

import { explainError } from "../../model/provider-errors";
import type { Resource } from "../stack/resource";
import { recordAt } from "../stack/value";
import type { Workload } from "../stack/workload";
import type { Finding } from "./finding";

interface FailedChild {
  readonly type: string;
  readonly name: string;
  readonly message: string;
}

/** Where the text says no type: the kind whose ids or words it has. */
const kinds: readonly (readonly [words: RegExp, kind: string])[] = [
  [/\/roleAssignments\/|RoleAssignmentExists/i, "azure-native:authorization:RoleAssignment"],
  [/\/accessPolic(y|ies)\/|access policy for \S+ already exists/i, "azure-native:keyvault:AccessPolicy"],
  [
    /combination of issuer and subject must be unique|FederatedIdentityCredential with name/i,
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  ],
  [
    /federatedIdentityCredentials|Issuer and subject combination/i,
    "azure-native:managedidentity:FederatedIdentityCredential",
  ],
  [/userAssignedIdentities/i, "azure-native:managedidentity:UserAssignedIdentity"],
  [/secretproviderclass/i, "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass"],
  [/conflicts? with/i, "kubernetes:core/v1:ServiceAccountPatch"],
  [/serviceaccounts/i, "kubernetes:core/v1:ServiceAccount"],
];

export function explainUpdateError(
  text: string,
  workloads: readonly Workload[],
  resources: readonly Resource[],
): { readonly workload: string | undefined; readonly finding: Finding } | undefined {
  for (const { type, name, message } of failedChildren(text)) {
    // Of "orders" and "orders-api" the longer name is meant.
    const [owner] = workloads
      .filter((one) => name.startsWith(`${one.name}-`))
      .sort((a, b) => b.name.length - a.name.length);
    const workload = owner ?? only(workloads);
    const inputs = recordAt(resources.find((one) => one.name === name && one.type === type)?.inputs);
    const parent = workload ? `${workload.name}=${workload.urn}` : "<component>=<its URN>";
    const advice = explainError({ type, name, message, inputs, parent });
    if (advice === undefined) continue;
    return { workload: workload?.name, finding: { link: "update", status: "differs", text: advice } };
  }
  return undefined;
}

/** `azure-native:authorization:RoleAssignment (orders-grant-…):`, and what stands below it. */
function failedChildren(text: string): FailedChild[] {
  const headers = [...text.matchAll(/^\s*((?:azure-native|azuread|kubernetes):\S+) \(([^)\n]+)\):/gm)];
  const named = headers.map((header, index) => ({
    type: header[1] ?? "",
    name: header[2] ?? "",
    message: text.slice(header.index, headers[index + 1]?.index),
  }));
  if (named.length > 0) return named;
  const guessed = kinds.find(([words]) => words.test(text))?.[1] ?? "";
  return [{ type: guessed, name: guessed.split(":").at(-1) || "The update", message: text }];
}

function only(workloads: readonly Workload[]): Workload | undefined {
  return workloads.length === 1 ? workloads[0] : undefined;
}
