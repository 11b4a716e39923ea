/** The rules about inputs that exclude, need or limit each other. */

import { credentialsPerIdentity } from "./look-up-rules";
import type { Rule } from "./rule";
import * as source from "./sources";

const onePrincipal = `${source.provider}: one clientID in a SecretProviderClass`;
const vault = "keyVaults.<key>";

export const someIdentity: Rule = {
  id: "some-identity",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "given, or else application: the pods act as one of the two",
  source: onePrincipal,
  checked: "at once",
};

export const oneIdentity: Rule = {
  id: "one-identity",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "left out, since userAssignedIdentity is given: a pod acts as one of the two",
  source: onePrincipal,
  checked: "at once",
};

export const newOrExisting: Rule = {
  id: "new-or-existing",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "given by <existing> alone, for one that exists, or by <fresh> for a new one",
  source: source.design,
  checked: "at once",
};

export const oneWayToCluster: Rule = {
  id: "one-way-to-cluster",
  appliesTo: ["clusters.<key>"],
  expected:
    "given in exactly one way: resourceGroupName (with name, if it is not the key), or id, or oidcIssuerUrl",
  source: source.design,
  checked: "at once",
};

export const oneWayToVault: Rule = {
  id: "one-way-to-vault",
  appliesTo: [vault],
  expected: "given in exactly one way: resourceGroupName (with name, if it is not the key), or id",
  source: source.design,
  checked: "at once",
};

export const clusterCount: Rule = {
  id: "cluster-count",
  appliesTo: ["clusters"],
  expected: `at most ${credentialsPerIdentity} entries: an identity has no room for more credentials`,
  source: source.federation,
  remedy: "Give the other clusters an identity of their own, with a second component.",
  checked: "at once",
};

export const annotatedOnly: Rule = {
  id: "annotated-only",
  appliesTo: ["serviceAccount.labels", "serviceAccount.annotations"],
  expected: 'left out while management is "Annotate"',
  source: source.design,
  remedy: "Only the component's own annotations are added then.",
  checked: "at once",
};

export const ownAccount: Rule = {
  id: "own-account",
  appliesTo: ["serviceAccount.name", "the component's name"],
  expected: 'another account than "default" while management is "Create"',
  source: "Kubernetes, the service account controller: it makes that account in every namespace",
  remedy:
    'Give the workload an account of its own; or write management "Annotate", and every pod without one has its rights.',
  checked: "on arrival",
};

export const waitingPod: Rule = {
  id: "waiting-pod",
  appliesTo: ["pod"],
  expected: "left out while a SecretProviderClass is External",
  source: source.driverNode,
  remedy: "Somebody applies it after the update, and the pod would wait for that.",
  checked: "at once",
};

export const onlyWithMount: Rule = {
  id: "only-with-mount",
  appliesTo: ["secretProviderClass", "syncedSecrets", "env", "mountPath"].map((name) => `${vault}.${name}`),
  expected: "left out while mount is false",
  source: source.driverSecrets,
  remedy: "Without a mount there is no volume, and nothing that would fill a Secret.",
  checked: "at once",
};

export const onlyForRoles: Rule = {
  id: "only-for-roles",
  appliesTo: [`${vault}.roleScope`],
  expected: "left out: it is for rights that the component grants in permission model AzureRbac",
  source: source.keyVaultRbac,
  checked: "at once",
};

/** The longest name of a pod that a Deployment makes: Kubernetes cuts it. */
export const longestPodName = 63;

export const podStatusName: Rule = {
  id: "pod-status-name",
  appliesTo: [`${vault}.secretProviderClass.name`, "namespace"],
  expected: "at most <most> characters together with the namespace",
  source: `${source.driverNode}: the name of its SecretProviderClassPodStatus, at most 253 characters, is made of pod, namespace and class`,
  remedy: "The driver joins both and the name of the pod, which may have <pod> more.",
  stricter: { longestPod: "the names of the pods are not known; shorter ones than that might do" },
  checked: "on arrival",
};
