/** The sources of the rules, written out once. */

export const resourceNames = "Azure documentation, naming rules for resources";
export const resourceIds = "Azure Resource Manager, resource ids";
export const builtInRoles = "Azure role-based access control documentation, built-in roles";
export const tags = "Azure documentation, tags: limitations";
export const keyVaultNames = "Azure Key Vault documentation, about keys, secrets and certificates";
export const keyVaultRbac = "Azure Key Vault documentation, RBAC guide";
export const federation = "Microsoft Entra documentation, workload identity federation considerations";
export const tokens =
  "Microsoft Entra documentation, federated identity credentials: the issuer must be public";
export const discovery = "OpenID Connect Discovery 1.0: the configuration is found below the issuer";
export const aksIssuer = "AKS and Azure Arc documentation, use the OIDC issuer; error AADSTS70021";
export const apiMachinery = "Kubernetes, apimachinery validation";
export const coreValidation = "Kubernetes, core validation";
export const coreV1 = "Kubernetes, api/core/v1/types.go";
/** The versions that were read, and that the tests run: the go.mod files in tests/e2e/programs name the same. */
export const provider = "Secrets Store CSI provider for Azure v1.8.2";
export const driver = "Secrets Store CSI driver v1.6.0";
export const webhook = "Azure workload identity webhook v1.6.0";
export const providerValidation = `${provider}, pkg/provider/validate.go`;
export const providerTypes = `${provider}, pkg/provider/types`;
export const providerFetch = `${provider}, pkg/provider/provider.go`;
export const driverFiles = `${driver}, pkg/util/fileutil`;
export const driverSecrets = `${driver}, pkg/util/secretutil`;
export const driverNode = `${driver}, pkg/secrets-store/nodeserver.go`;
export const webhookMutation = `${webhook}, pkg/webhook`;
export const azureNative = "azure-native provider: it works in one subscription";
export const pulumi = "Pulumi: what decides which resources exist must be known in a preview";
export const design = "this package";
