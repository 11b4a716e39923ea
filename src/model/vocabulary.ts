/** Spellings that other programs read: each stands here once, with its reason. */

/** The API group of the driver's custom resources; v1alpha1 is deprecated. */
export const secretProviderClassApiVersion = "secrets-store.csi.x-k8s.io/v1";
export const secretProviderClassKind = "SecretProviderClass";

/** The name under which the Secrets Store CSI driver registers with the kubelet. */
export const csiDriverName = "secrets-store.csi.k8s.io";

/** The driver's name for the Azure provider. */
export const csiProviderName = "azure";

/** The driver's volume attribute that names the SecretProviderClass. */
export const secretProviderClassAttribute = "secretProviderClass";

/** Compiled into the provider, and the same in every cloud. */
export const tokenAudience = "api://AzureADTokenExchange";

/** The provider's own default. */
export const publicCloud = "AzurePublicCloud";

/** The cloud that a vault's host name belongs to. [Key Vault, about keys, secrets and certificates: DNS suffixes] */
export const cloudOfVaultHost: Readonly<Record<string, string>> = {
  "vault.azure.net": publicCloud,
  "vault.usgovcloudapi.net": "AzureUSGovernmentCloud",
  "vault.azure.cn": "AzureChinaCloud",
};

/** Keys of `spec.parameters`: the provider ignores any other spelling in silence (`clientId`, `keyVaultName`). */
export const parameter = {
  clientId: "clientID",
  keyVaultName: "keyvaultName",
  tenantId: "tenantID",
  cloudName: "cloudName",
  objects: "objects",
} as const;

/** What the workload identity webhook reads; the mount does not depend on it. */
export const webhook = {
  prefix: "azure.workload.identity/",
  /** On the pod; the label on the service account has had no meaning since v1.0.0. */
  useLabel: "azure.workload.identity/use",
  clientIdAnnotation: "azure.workload.identity/client-id",
  tenantIdAnnotation: "azure.workload.identity/tenant-id",
  tokenExpirationAnnotation: "azure.workload.identity/service-account-token-expiration",
} as const;

/** Secret types of Kubernetes that have rules of their own. */
export const opaqueSecret = "Opaque";
