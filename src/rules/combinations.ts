/** The rules about inputs that exclude, need or limit each other. */

import { credentialsPerIdentity } from "./across-components";
import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("immediately");
export const { all } = table;

const onePrincipal = `${source.provider}: one clientID in a SecretProviderClass`;
const vault = "keyVaults.<key>";

export const someIdentity = table.other({
  id: "some-identity",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "given, or else application",
  message: "no identity is given.",
  source: onePrincipal,
  remedy: "The pods act as one identity: give userAssignedIdentity or application.",
});

export const oneIdentity = table.other({
  id: "one-identity",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "the only identity",
  message: "both userAssignedIdentity and application are given.",
  source: onePrincipal,
  remedy: "A pod acts as one identity: leave one of the two out.",
});

export const newOrExisting = table.other({
  id: "new-or-existing",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "either an existing one or a new one",
  message: "<received>.",
  source: source.design,
  remedy: "For an existing one give <existing> and nothing else; for a new one give <fresh>.",
});

export const oneWayToCluster = table.other({
  id: "one-way-to-cluster",
  appliesTo: ["clusters.<key>"],
  expected: "given in exactly one way",
  message: "<received>.",
  source: source.design,
  remedy:
    "Give exactly one of resourceGroupName (with name, if it differs from the key), id and oidcIssuerUrl.",
});

export const oneWayToVault = table.other({
  id: "one-way-to-vault",
  appliesTo: [vault],
  expected: "given in exactly one way",
  message: "<received>.",
  source: source.design,
  remedy: "Give exactly one of resourceGroupName (with name, if it differs from the key) and id.",
});

export const clusterCount = table.count({
  id: "cluster-count",
  appliesTo: ["clusters"],
  expected: `at most ${credentialsPerIdentity} entries: an identity takes no more federated credentials`,
  source: source.federation,
  remedy: "Give the other clusters an identity of their own, with a second component.",
  atMost: credentialsPerIdentity,
});

export const annotatedOnly = table.other({
  id: "annotated-only",
  appliesTo: ["labels", "annotations", "automountServiceAccountToken", "imagePullSecrets"].map(
    (name) => `serviceAccount.${name}`,
  ),
  expected: 'left out while management is "Annotate"',
  message: 'has no effect while management is "Annotate".',
  source: source.design,
  remedy: "An existing service account gets the component's own annotations only: leave this out.",
});

export const ownAccount = table.other({
  id: "own-account",
  appliesTo: ["serviceAccount.name", "the component's name"],
  expected: 'another service account than "default" while management is "Create"',
  message: 'Kubernetes creates service account "default" in every namespace, so the component cannot.',
  source: "Kubernetes, the service account controller: it creates that account in every namespace",
  remedy:
    'Give the workload a service account of its own. (With management "Annotate" every pod that names no service account would get its permissions.)',
  checked: "once known",
});

export const waitingPod = table.other({
  id: "waiting-pod",
  appliesTo: ["pod"],
  expected: "left out while a SecretProviderClass is External",
  message: "the test pod would wait for a SecretProviderClass that is applied only after the update.",
  source: source.driverNode,
  remedy: 'Leave pod out while secretProviderClass.management is "External".',
});

export const onlyWithMount = table.other({
  id: "only-with-mount",
  appliesTo: ["secretProviderClass", "syncedSecrets", "env", "envSecretName", "mountPath"].map(
    (name) => `${vault}.${name}`,
  ),
  expected: "left out while mount is false",
  message: "has no effect while mount is false.",
  source: source.driverSecrets,
  remedy:
    "Without a mount there is no volume, and nothing fills a Secret: leave this out, or set mount to true.",
});

export const onlyWithEnv = table.other({
  id: "only-with-env",
  appliesTo: [`${vault}.envSecretName`],
  expected: "left out without env",
  message: "has no effect: env is not given, so there is no such Secret.",
  source: source.driverSecrets,
  remedy: "Give env, or leave this out. A Secret without environment variables is an entry of syncedSecrets.",
});

export const onlyForRoles = table.other({
  id: "only-for-roles",
  appliesTo: [`${vault}.roleScope`],
  expected: "left out unless the component assigns roles",
  message: "has no effect: <received>.",
  source: source.keyVaultRbac,
  remedy: 'Leave it out, or use permissionModel "AzureRbac" with grants "Create".',
});

export const otherTenant = table.other({
  id: "other-tenant",
  appliesTo: [`${vault}.tenantId`],
  expected: "left out unless an existing application reads the vault and another owner grants access",
  message: "a vault of another tenant cannot be read like this: <received>.",
  source:
    "Microsoft Entra: a managed identity cannot leave its tenant; a multi-tenant application has a service principal in each",
  remedy:
    'Give `application.clientId` of a multi-tenant application and set grants to "External": access is granted in the ' +
    "vault's tenant, to the application's service principal there. For a vault of the identity's own tenant leave tenantId out.",
});

/** The longest name of a pod that a Deployment creates: Kubernetes cuts it. */
export const longestPodName = 63;

export const podStatusName = table.other({
  id: "pod-status-name",
  appliesTo: [`${vault}.secretProviderClass.name`, "namespace"],
  expected: "at most <most> characters together with the namespace",
  source: `${source.driverNode}: the name of its SecretProviderClassPodStatus, at most 253 characters, consists of pod, namespace and class`,
  remedy: "The driver joins both with the name of the pod, which may have <pod> more.",
  stricter: { longestPod: "the names of the pods are not known; shorter ones than that might do" },
  checked: "once known",
});
