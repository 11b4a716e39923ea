/** The rules that need an answer of Azure or Kubernetes: each compares the input with what exists. */

import { issuerUrl } from "./issuers";
import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("live");
export const { all } = table;

const cluster = "clusters.<key>";
const vault = "keyVaults.<key>";

export const found = table.other({
  id: "found",
  appliesTo: [cluster, vault, "userAssignedIdentity.id", "application.clientId"],
  expected: "something that exists and can be read",
  message: "<received>.",
  source: source.design,
});

export const providerSubscription = table.other({
  id: "provider-subscription",
  appliesTo: ["userAssignedIdentity", "application"],
  expected: "created in a subscription",
  message: "the azure-native provider has no subscription.",
  source: source.azureNative,
  remedy: "Run az login and az account set, or configure azure-native:subscriptionId.",
});

export const issuerOn = table.other({
  id: "issuer-on",
  appliesTo: [cluster],
  expected: "a cluster whose OIDC issuer is on",
  message: "the OIDC issuer of <what> is off.",
  source: source.aksIssuer,
  remedy: "Turn it on: az aks update --resource-group <resourceGroup> --name <name> --enable-oidc-issuer",
});

export const liveIssuer = table.other({
  id: "live-issuer",
  appliesTo: [cluster],
  expected: `a cluster with ${issuerUrl.expected}`,
  message: "the cluster reports <received>, which is not an OIDC issuer URL.",
  source: issuerUrl.source,
});

export const clusterSubscription = table.other({
  id: "cluster-subscription",
  appliesTo: ["clusters.<key>.id"],
  expected: "a cluster in the azure-native provider's subscription",
  message: "the cluster is not in the azure-native provider's subscription, <own>.",
  source: source.azureNative,
  remedy:
    "Pass a provider for the cluster's subscription in `providers`, or give the cluster's `oidcIssuerUrl`.",
});

export const identitySubscription = table.other({
  id: "identity-subscription",
  appliesTo: ["userAssignedIdentity.id"],
  expected: "an identity in the azure-native provider's subscription",
  message: "the identity is not in the azure-native provider's subscription, <own>.",
  source: source.azureNative,
  remedy: "Pass a provider for the identity's subscription in `providers`.",
});

export const vaultSubscription = table.other({
  id: "vault-subscription",
  appliesTo: ["keyVaults.<key>.id"],
  expected: "a vault in the azure-native provider's subscription, for permission model AccessPolicy",
  message:
    "the vault is in subscription <received>, but access policies are written in the azure-native provider's, <own>.",
  source: source.azureNative,
  remedy: "Pass a provider for the vault's subscription in `providers`, or set grants to External.",
});

export const vaultPermissionModel = table.other({
  id: "vault-permission-model",
  appliesTo: ["keyVaults.<key>.permissionModel"],
  expected: "the permission model of the vault",
  message: "vault <vault> uses <model>, but permissionModel is <received>.",
  source: source.keyVaultRbac,
  remedy: "Set permissionModel to <other>. (<switching>)",
});

export const vaultBothModels = table.other({
  id: "vault-both-models",
  appliesTo: ["keyVaults.<key>.permissionModel"],
  expected: "the permission model of the vault, once the vault has been switched",
  message: "vault <vault> uses <model> now, and access is granted in both ways.",
  source: source.keyVaultRbac,
  remedy:
    "After the move set permissionModel to what the vault uses then: the grants that have no effect are deleted.",
  severity: "information",
});

export const vaultTenant = table.other({
  id: "vault-tenant",
  appliesTo: [vault],
  expected: "a vault of the identity's tenant",
  message: "the vault is in tenant <received>, but the identity is in <tenant>.",
  source: "Microsoft Entra: a managed identity cannot leave its tenant",
  remedy:
    "Use an identity of the vault's tenant. Only a multi-tenant application can read vaults of other tenants: " +
    '`application.clientId`, with tenantId "<received>" and grants "External" for the vault.',
});

export const declaredTenant = table.other({
  id: "declared-tenant",
  appliesTo: [`${vault}.tenantId`],
  expected: "the tenant of the vault",
  message: "the vault is in tenant <tenant>, but tenantId is <received>.",
  source: "Azure Key Vault documentation, authentication: a vault takes tokens of its own tenant only",
  remedy: "Set tenantId to the vault's.",
});

export const assumedTenant = table.other({
  id: "assumed-tenant",
  appliesTo: [`${vault}.id`],
  expected: "a vault whose tenant can be seen, or tenantId",
  message:
    "the vault is in subscription <received>, where it is not looked up: it is taken to be in the identity's tenant.",
  source: source.azureNative,
  remedy: "If it is in another tenant, set tenantId, and use a multi-tenant application.",
  severity: "information",
});

export const vaultCloud = table.other({
  id: "vault-cloud",
  appliesTo: ["cloud"],
  expected: "the cloud of the vaults",
  message: "vault <vault> is at <uri>, but cloud is <received>.",
  source: source.keyVaultNames,
  remedy: "Set cloud to <live>.",
});

export const workloadIdentityOn = table.other({
  id: "workload-identity-on",
  appliesTo: [cluster],
  expected: "a cluster with workload identity on",
  message: "workload identity is off on <what>.",
  source: `${source.webhook}; AKS documentation, deploy workload identity`,
  remedy:
    "Pods that use an Azure SDK get no AZURE_* variables and no token, unless you installed the webhook yourself; " +
    "the mount works without it. Turn it on: " +
    "az aks update --resource-group <resourceGroup> --name <name> --enable-workload-identity",
  severity: "warning",
});

export const csiDriverOn = table.other({
  id: "csi-driver-on",
  appliesTo: [cluster],
  expected: "a cluster with the Secrets Store CSI driver",
  message: "<what> does not have the add-on azure-keyvault-secrets-provider.",
  source: "AKS documentation, use the Azure Key Vault provider for Secrets Store CSI Driver",
  remedy:
    "No pod that mounts a vault starts without the CSI driver. A driver that you installed yourself must ask for " +
    "tokens of audience <audience>. Turn the add-on on: " +
    "az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group <resourceGroup> --name <name>",
  severity: "warning",
});

export const secretSyncOn = table.other({
  id: "secret-sync-on",
  appliesTo: [cluster],
  expected: "a cluster whose CSI driver fills Kubernetes Secrets",
  message: "<what> does not have the add-on, which fills Kubernetes Secrets.",
  source: `${source.driver}, chart value syncSecret.enabled`,
  remedy:
    "A driver that you installed yourself leaves `env` and `syncedSecrets` empty by default: " +
    "helm upgrade <release> <chart> --reuse-values --set syncSecret.enabled=true",
  severity: "information",
});

export const rotationOn = table.other({
  id: "rotation-on",
  appliesTo: [cluster],
  expected: "a cluster that rotates mounted secrets",
  message: "rotation of mounted secrets is off on <what>.",
  source: "AKS documentation, CSI Secrets Store driver configuration: enableSecretRotation",
  remedy:
    "A new value in a vault reaches new pods only. Turn it on: " +
    "az aks addon update --resource-group <resourceGroup> --name <name> --addon azure-keyvault-secrets-provider --enable-secret-rotation",
  severity: "information",
});

export const vaultPublicAccess = table.other({
  id: "vault-public-access",
  appliesTo: [vault],
  expected: "a vault that the pods can reach",
  message: "<what> has no public network access.",
  source: "Azure Key Vault documentation, network security: publicNetworkAccess",
  remedy:
    "The pods can reach it by a private endpoint only. To see its endpoints: " +
    "az network private-endpoint-connection list --id <id>",
  severity: "information",
});

export const vaultFirewall = table.other({
  id: "vault-firewall",
  appliesTo: [vault],
  expected: "a vault whose firewall lets the pods in",
  message: "the firewall of <what> denies access by default.",
  source: "Azure Key Vault documentation, network security: networkAcls.defaultAction",
  remedy:
    "The pods must come from a network that it lists, or by a private endpoint. To see its list: " +
    "az keyvault network-rule list --name <vault>",
  severity: "information",
});

export const ownAnnotations = table.other({
  id: "own-annotations",
  appliesTo: ["serviceAccount.management"],
  expected: "External where another owner sets the annotations of the service account",
  message: "service account <account> already carries <annotation> <received>, set by another owner.",
  source: "Kubernetes, server-side apply: a field that another manager owns is a conflict",
  remedy:
    "Use another service account, or leave this one to its owner: management External. If nobody needs the " +
    "annotation (its pods would lose that identity): " +
    "kubectl annotate serviceaccount <name> --namespace <namespace> <annotation>-",
});

export const registeredAsDeclared = table.other({
  id: "registered-as-declared",
  appliesTo: ["all children that decide about access"],
  expected: "registered with the scope, role, principal, issuer, subject, audience and policy of the input",
  message: "<child> has <property> <received> instead of <declared>.",
  source: "Pulumi documentation, transforms: they change what a component declares",
  remedy: "A transform or an option of the program changed it: the access summary says so too.",
  severity: "warning",
});
