/** The rules that only the components of a program can break together. */

import type { Rule } from "./rule";
import * as source from "./sources";

const vault = "keyVaults.<key>";

/** Microsoft Entra's limit of federated credentials on one identity. */
export const credentialsPerIdentity = 20;

export const sharedCredentialCount: Rule = {
  id: "shared-credential-count",
  appliesTo: ["clusters"],
  expected: `at most ${credentialsPerIdentity} federated credentials on one identity, those of other components included`,
  message: `the components of this program put <received>, but it takes ${credentialsPerIdentity}.`,
  source: source.federation,
  remedy: "Give some of the workloads an identity of their own, or remove clusters that are no longer used.",
  checked: "across components",
};

export const federatedOnce: Rule = {
  id: "federated-once",
  appliesTo: ["clusters.<key>"],
  expected: "federated once",
  message:
    "another cluster or component adds a credential with this issuer and subject to the same identity.",
  source: `${source.federation}: issuer and subject are unique on an identity`,
  remedy: "Remove the cluster from one of the two.",
  checked: "across components",
};

export const grantedOnce: Rule = {
  id: "granted-once",
  appliesTo: [`${vault}.grants`],
  expected: "External where another component grants the same",
  message: "another vault entry or component grants the same identity the same permissions on this vault.",
  source:
    "Azure role-based access control (RoleAssignmentExists); azure-native: one access policy for an identity on a vault",
  remedy: 'Let one of the two grant what both need, and set grants to "External" in the other.',
  checked: "across components",
};

export const ownName: Rule = {
  id: "own-name",
  appliesTo: ["serviceAccount.name", `${vault}.secretProviderClass.name`, `${vault}.syncedSecrets`],
  expected: "unique in the program",
  message: "another component of this program creates <kind> <received>.",
  source: "Kubernetes: a name is unique in its namespace; the CSI driver overwrites an existing Secret",
  remedy: "Rename one of the two.",
  checked: "across components",
};

export const annotatedOnce: Rule = {
  id: "annotated-once",
  appliesTo: ["serviceAccount.management"],
  expected: "External where another component creates or annotates the service account",
  message: "another component of this program creates or annotates this service account.",
  source: "Kubernetes: an annotation has one value",
  remedy: "A service account has one identity: give one of the two components another service account.",
  checked: "across components",
};
