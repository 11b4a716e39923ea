/** The rules that only a look-up can judge, and those that the components of a program can break together. */

import { issuerUrl } from "./issuers";
import type { Rule } from "./rule";
import * as source from "./sources";

const cluster = "clusters.<key>";
const vault = "keyVaults.<key>";

export const found: Rule = {
  id: "found",
  appliesTo: [cluster, vault, "userAssignedIdentity.id", "application.clientId"],
  expected: "something that can be looked up",
  source: source.design,
  checked: "by look-up",
};

export const providerSubscription: Rule = {
  id: "provider-subscription",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "made in a subscription, and the azure-native provider has none",
  source: source.azureNative,
  remedy: "Run az login and az account set, or configure azure-native:subscriptionId.",
  checked: "by look-up",
};

export const issuerOn: Rule = {
  id: "issuer-on",
  appliesTo: [cluster],
  expected: "a cluster whose OIDC issuer is on",
  source: source.aksIssuer,
  remedy: "Turn it on: az aks update --resource-group <resourceGroup> --name <name> --enable-oidc-issuer",
  checked: "by look-up",
};

export const liveIssuer: Rule = {
  id: "live-issuer",
  appliesTo: [cluster],
  expected: `a cluster with ${issuerUrl.expected}`,
  source: issuerUrl.source,
  checked: "by look-up",
};

export const clusterSubscription: Rule = {
  id: "cluster-subscription",
  appliesTo: ["clusters.<key>.id"],
  expected: "a cluster in the azure-native provider's subscription, <own>",
  source: source.azureNative,
  remedy:
    "Pass a provider for the cluster's subscription in `providers`, or give the cluster's `oidcIssuerUrl`.",
  checked: "by look-up",
};

export const identitySubscription: Rule = {
  id: "identity-subscription",
  appliesTo: ["userAssignedIdentity.id"],
  expected: "an identity in the azure-native provider's subscription, <own>",
  source: source.azureNative,
  remedy: "Pass a provider for the identity's subscription in `providers`.",
  checked: "by look-up",
};

export const vaultSubscription: Rule = {
  id: "vault-subscription",
  appliesTo: ["keyVaults.<key>.id"],
  expected: "a vault in the azure-native provider's subscription, <own>, for permission model AccessPolicy",
  source: source.azureNative,
  remedy: "Pass a provider for the vault's subscription in `providers`, or set grants to External.",
  checked: "by look-up",
};

export const vaultPermissionModel: Rule = {
  id: "vault-permission-model",
  appliesTo: ["keyVaults.<key>.permissionModel"],
  expected: "the permission model of the vault",
  source: source.keyVaultRbac,
  remedy:
    "Write <other>, or switch the vault: az keyvault update --name <vault> --enable-rbac-authorization <rbac>",
  checked: "by look-up",
};

export const vaultTenant: Rule = {
  id: "vault-tenant",
  appliesTo: [vault],
  expected: "a vault of the identity's tenant, <tenant>",
  source: "Microsoft Entra: a managed identity cannot leave its tenant",
  remedy: "An identity cannot read vaults of another tenant through the CSI driver.",
  checked: "by look-up",
};

/** Microsoft Entra's limit of federated credentials on one identity. */
export const credentialsPerIdentity = 20;

export const sharedCredentialCount: Rule = {
  id: "shared-credential-count",
  appliesTo: ["clusters"],
  expected: `at most ${credentialsPerIdentity} credentials for one identity, those of other components included`,
  source: source.federation,
  remedy:
    "Give some of the workloads an identity of their own, or take clusters out that are no longer used.",
  checked: "across the program",
};

export const federatedOnce: Rule = {
  id: "federated-once",
  appliesTo: [cluster],
  expected: "federated once: another cluster or component adds this issuer and subject to the same identity",
  source: `${source.federation}: issuer and subject are unique on an identity`,
  remedy: "Leave the cluster out of one of the two.",
  checked: "across the program",
};

export const grantedOnce: Rule = {
  id: "granted-once",
  appliesTo: [`${vault}.grants`],
  expected:
    "External: another vault entry or component grants the same identity the same right on this vault",
  source:
    "Azure role-based access control (RoleAssignmentExists); azure-native: one access policy for an identity on a vault",
  remedy: "Let one of the two grant what both need.",
  checked: "across the program",
};

export const ownName: Rule = {
  id: "own-name",
  appliesTo: ["serviceAccount.name", `${vault}.secretProviderClass.name`, `${vault}.syncedSecrets`],
  expected: "a name of its own: another component of this program makes this <kind>",
  source: "Kubernetes: a name is unique in its namespace; the CSI driver overwrites an existing Secret",
  remedy: "Give one of the two another name.",
  checked: "across the program",
};

export const workloadIdentityOn: Rule = {
  id: "workload-identity-on",
  appliesTo: [cluster],
  expected: "a cluster with workload identity on",
  source: `${source.webhook}; AKS documentation, deploy workload identity`,
  remedy:
    "Pods that use an Azure SDK get no AZURE_* variables and no token, unless you installed the webhook yourself; " +
    "the mount works without it. Turn it on: " +
    "az aks update --resource-group <resourceGroup> --name <name> --enable-workload-identity",
  checked: "by look-up",
  severity: "warning",
};

export const csiDriverOn: Rule = {
  id: "csi-driver-on",
  appliesTo: [cluster],
  expected: "a cluster with the Secrets Store CSI driver",
  source: "AKS documentation, use the Azure Key Vault provider for Secrets Store CSI Driver",
  remedy:
    "No pod that mounts a vault starts without it. A driver that you installed yourself must ask for tokens of " +
    "audience <audience>. Turn the add-on on: " +
    "az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group <resourceGroup> --name <name>",
  checked: "by look-up",
  severity: "warning",
};

export const secretSyncOn: Rule = {
  id: "secret-sync-on",
  appliesTo: [cluster],
  expected: "a cluster whose CSI driver fills Kubernetes Secrets",
  source: `${source.driver}, chart value syncSecret.enabled`,
  remedy:
    "A driver that you installed yourself leaves `env` and `syncedSecrets` empty by default: " +
    "helm upgrade <release> <chart> --reuse-values --set syncSecret.enabled=true",
  checked: "by look-up",
  severity: "information",
};

export const rotationOn: Rule = {
  id: "rotation-on",
  appliesTo: [cluster],
  expected: "a cluster that rotates mounted secrets",
  source: "AKS documentation, CSI Secrets Store driver configuration: enableSecretRotation",
  remedy:
    "A new value in a vault reaches new pods only. Turn it on: " +
    "az aks addon update --resource-group <resourceGroup> --name <name> --addon azure-keyvault-secrets-provider --enable-secret-rotation",
  checked: "by look-up",
  severity: "information",
};

export const vaultPublicAccess: Rule = {
  id: "vault-public-access",
  appliesTo: [vault],
  expected: "a vault that the pods can reach",
  source: "Azure Key Vault documentation, network security: publicNetworkAccess",
  remedy:
    "The pods can reach it by a private endpoint only. To see its endpoints: " +
    "az network private-endpoint-connection list --id <id>",
  checked: "by look-up",
  severity: "information",
};

export const vaultFirewall: Rule = {
  id: "vault-firewall",
  appliesTo: [vault],
  expected: "a vault whose firewall lets the pods in",
  source: "Azure Key Vault documentation, network security: networkAcls.defaultAction",
  remedy:
    "The pods must come from a network that it lists, or by a private endpoint. To see its list: " +
    "az keyvault network-rule list --name <vault>",
  checked: "by look-up",
  severity: "information",
};

export const ownAnnotations: Rule = {
  id: "own-annotations",
  appliesTo: ["serviceAccount.management"],
  expected: "External, or the account one without another <annotation>",
  source: "Kubernetes, server-side apply: a field that somebody else manages is a conflict",
  remedy:
    "Somebody else wrote it, and Kubernetes refuses to have it overwritten. Take another account, or, if nobody needs it: " +
    "kubectl annotate serviceaccount <name> --namespace <namespace> <annotation>-",
  checked: "by look-up",
};

export const annotatedOnce: Rule = {
  id: "annotated-once",
  appliesTo: ["serviceAccount.management"],
  expected: "External: another component of this program makes or annotates this service account",
  source: "Kubernetes: an annotation has one value",
  remedy: "One service account has one identity: give one of the two another account.",
  checked: "across the program",
};
