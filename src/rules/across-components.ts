/** The rules that only the components of a program can break together. */

import { doctorHint } from "../model/advice";
import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("across components");
export const { all } = table;

const vault = "keyVaults.<key>";

/** Microsoft Entra's limit of federated credentials on one identity. */
export const credentialsPerIdentity = 20;

export const sharedCredentialCount = table.other({
  id: "shared-credential-count",
  appliesTo: ["clusters"],
  expected: `at most ${credentialsPerIdentity} federated credentials on one identity, those of other components included`,
  message: `an identity takes at most ${credentialsPerIdentity} credentials, and the components of this program put <received> on this one.`,
  source: source.federation,
  remedy: "Give some of the workloads an identity of their own, or remove clusters that are no longer used.",
});

export const identityCreatedOnce = table.other({
  id: "identity-created-once",
  appliesTo: ["userAssignedIdentity.name"],
  expected: "unique in its resource group, in the program",
  message: "<other> creates identity <received> in the same resource group too.",
  source: "azure-native provider: it creates nothing that exists",
  remedy: "Set another name; or use that one, by its output identityId: userAssignedIdentity: { id: … }.",
});

export const federatedOnce = table.other({
  id: "federated-once",
  appliesTo: ["clusters.<key>"],
  expected: "federated once",
  message: "<received> adds a credential with this issuer and subject to the same identity.",
  source: `${source.federation}: issuer and subject are unique on an identity`,
  remedy: "One credential serves both: remove the cluster from one of the two.",
});

export const grantedOnce = table.other({
  id: "granted-once",
  appliesTo: [`${vault}.grants`],
  expected: "External where another component grants the same",
  message: "<received> grants the same identity the same permissions on this vault.",
  source:
    "Azure role-based access control (RoleAssignmentExists); azure-native: one access policy for an identity on a vault",
  remedy: 'They are granted once: set grants to "External" here.',
});

export const assignedOnce = table.other({
  id: "assigned-once",
  appliesTo: ["roleAssignments.<key>", `${vault}.grants`],
  expected: "assigned once",
  message: "<received> assigns the same role on the same scope to the same identity.",
  source: "Azure role-based access control (RoleAssignmentExists)",
  remedy:
    "Azure takes a role assignment once, and one serves both: remove the entry of roleAssignments. " +
    "Of two such entries keep one.",
});

export const maybeAssigned = table.other({
  id: "maybe-assigned",
  appliesTo: ["roleAssignments.<key>", `${vault}.grants`],
  expected: "assigned once",
  message:
    "<received> assigns the same role to the same identity on the same resource or a part of it; which, is known only after the update.",
  source: "Azure role-based access control (RoleAssignmentExists)",
  remedy: "If the scopes are the same, remove one of the two: Azure takes a role assignment once.",
  severity: "warning",
});

export const externalGrants = table.other({
  id: "external-grants",
  appliesTo: [`${vault}.grants`],
  expected: "External only where another owner grants what the objects need",
  message: "<other> grants the identity access to this vault, but not to <received>.",
  source: "Azure role-based access control: without a role the mount answers 403",
  remedy: `Grant it there as well, unless another owner does: the pod cannot mount these files without it. ${doctorHint}`,
  severity: "warning",
});

export const ownName = table.other({
  id: "own-name",
  appliesTo: [
    "serviceAccount.name",
    `${vault}.secretProviderClass.name`,
    `${vault}.syncedSecrets`,
    `${vault}.envSecretName`,
    "pod",
  ],
  expected: "unique in the program",
  message: "<other> uses <kind> <received> too.",
  source: "Kubernetes: a name is unique in its namespace; the CSI driver overwrites an existing Secret",
  remedy: "Rename one of the two.",
});

export const annotatedOnce = table.other({
  id: "annotated-once",
  appliesTo: ["serviceAccount.management"],
  expected: "External where another component creates or annotates the service account",
  message: "<other> creates or annotates the same service account.",
  source: "Kubernetes: an annotation has one value",
  remedy: "A service account has one identity: give one of the two components another service account.",
});
