import type { Properties } from "./provider/values";

/** What exists in Azure, Entra and Kubernetes before a program runs; nothing in it is managed by Pulumi. */
export interface World {
  subscriptionId: string;
  tenantId: string;
  /** Whose host names the login and the vaults have; AzurePublicCloud when left out. */
  cloud?: CloudName;
  clusters: ClusterDeclaration[];
  vaults: VaultDeclaration[];
  identities?: IdentityDeclaration[];
  /** Ids of further Azure resources: scopes of role assignments, servers that an example refers to. */
  resources?: string[];
  /** Custom roles. When given, a role assignment with a GUID that is neither built in nor listed fails. */
  roleDefinitions?: RoleDefinitionDeclaration[];
  applications?: ApplicationDeclaration[];
  /** When given, creating in any other group fails. */
  resourceGroups?: string[];
  /** Kubernetes namespaces besides default and kube-system. */
  namespaces?: string[];
  /** The credentials of every AKS cluster: leads to a real API server. */
  kubeconfig?: string;
  /** Contexts of clusters whose API server does not answer. */
  unreachableContexts?: string[];
  /** In every cluster, from when a provider first speaks to it. */
  kubernetesObjects?: KubernetesDeclaration[];
  /** Tokens of look-ups that the deployer may not make, and of resources that they may not create. */
  denied?: string[];
  /** Who runs the program. */
  deployer?: DeployerDeclaration;
  /** Look-ups that fail, e.g. `{ lookUp: "azure-native:keyvault:getVault", failure: Throttled }`. */
  lookUpFailures?: LookUpFailure[];
  /** A new identity or service principal is not known everywhere immediately. */
  replicationDelay?: ReplicationDelay;
  /** By resource provider: management API versions before this one are retired, e.g. `Microsoft.KeyVault: "2026-02-01"`. */
  oldestApiVersions?: Record<string, string>;
  /** Multi-tenant applications in other tenants, whose administrators consented to them. */
  consents?: ConsentDeclaration[];
}

export interface DeployerDeclaration {
  /** Object id of the deployer's user or service principal; derived from the tenant when left out. */
  objectId?: string;
  /** Client id with which the deployer signed in; derived from the tenant when left out. */
  clientId?: string;
  /** What the deployer may do with applications; `Application.ReadWrite.All` when left out. */
  graphPermission?: GraphPermission;
  /** Actions of the deployer's Azure role, `*` for any characters, as in a custom role. Every action when left out. */
  actions?: string[];
}

/** `Application.ReadWrite.OwnedBy` allows changes only to what the deployer owns; `None`: no directory permissions. */
export type GraphPermission =
  | "Application.ReadWrite.All"
  | "Application.ReadWrite.OwnedBy"
  | "Application.Read.All"
  | "None";

export interface LookUpFailure {
  /** Token of the function, e.g. `azuread:index/getApplication:getApplication`. */
  lookUp: string;
  /** What is looked up, e.g. a vault's name or an application's client id; all when left out. */
  name?: string;
  failure: "Throttled" | "ServerError" | "NoNetwork" | "Forbidden" | "Missing";
}

export interface ReplicationDelay {
  /** So many writes of a federated credential miss a new managed identity. */
  missedCredentials?: number;
  /** Which of the two reported errors they get; `ParentResourceNotFound` when left out. */
  credentialError?: "ParentResourceNotFound" | "GraphResourceNotFound";
  /** So many role assignments miss a new managed identity or service principal. */
  missedRoleAssignments?: number;
  /** So many times azure-native reads a resource that it has just written, and does not find it. */
  missedReads?: number;
}

export interface ConsentDeclaration {
  /** Client id or display name of the application. */
  application: string;
  /** The other tenant. */
  tenantId: string;
  /** Object id of the application's service principal in that tenant; derived from the two when left out. */
  objectId?: string;
}

/** What a file declares: a world may be without clusters and vaults. */
export type WorldFile = Omit<World, "clusters" | "vaults"> & Partial<Pick<World, "clusters" | "vaults">>;

export interface ClusterDeclaration {
  resourceGroupName: string;
  name: string;
  location: string;
  /** Off when left out. */
  oidcIssuer?: {
    enabled: boolean;
    /** One like those of AKS when left out. */
    issuerURL?: string;
  };
  /** On when left out. */
  workloadIdentity?: boolean;
  /** By name in any letter case, which is answered as it stands; the CSI driver, with rotation, when left out. */
  addonProfiles?: Record<string, { enabled: boolean; config?: Record<string, string> }>;
  subscriptionId?: string;
}

export interface VaultDeclaration {
  resourceGroupName: string;
  name: string;
  location?: string;
  /** Access policies when left out. */
  enableRbacAuthorization?: boolean;
  accessPolicies?: AccessPolicyEntry[];
  /** The world's when left out. */
  tenantId?: string;
  publicNetworkAccess?: string;
  networkAcls?: { defaultAction: string; bypass?: string; ipRules?: { value: string }[] };
  subscriptionId?: string;
  /** When given, a role assignment on any other object fails. A bare name has one version with a generated content. */
  objects?: {
    secrets?: (string | ObjectDeclaration<SecretVersion>)[];
    keys?: (string | ObjectDeclaration<KeyVersion>)[];
    /** Each is also a key and a secret of its name. */
    certificates?: (string | ObjectDeclaration<CertificateVersion>)[];
  };
}

export type CloudName = "AzurePublicCloud" | "AzureUSGovernmentCloud" | "AzureChinaCloud";

export interface ObjectDeclaration<V> {
  name: string;
  /** Oldest first. */
  versions: V[];
}

export interface ObjectVersion {
  /** 32 hexadecimal digits; generated when left out. */
  version?: string;
  /** True when left out. */
  enabled?: boolean;
}

export interface SecretVersion extends ObjectVersion {
  value: string;
  contentType?: string;
}

export interface KeyVersion extends ObjectVersion {
  /** PEM; RSA or EC. */
  publicKey: string;
}

export interface CertificateVersion extends ObjectVersion {
  /** PEM, PKCS#8. */
  privateKey: string;
  /** PEM, the leaf first. */
  chain: string[];
  /** How its secret is stored; PKCS#12 when left out, as in Azure. */
  contentType?: "application/x-pkcs12" | "application/x-pem-file";
}

export interface AccessPolicyEntry {
  /** The vault's when left out. */
  tenantId?: string;
  objectId: string;
  permissions: { secrets?: string[]; keys?: string[]; certificates?: string[]; storage?: string[] };
}

export interface IdentityDeclaration {
  resourceGroupName: string;
  name: string;
  location?: string;
  clientId: string;
  principalId: string;
  tenantId?: string;
  subscriptionId?: string;
  credentials?: CredentialDeclarations;
}

export interface RoleDefinitionDeclaration {
  guid: string;
  name: string;
  /** What it allows inside a vault, such as `Microsoft.KeyVault/vaults/secrets/getSecret/action`; nothing when left out. */
  dataActions?: string[];
}

export interface ApplicationDeclaration {
  clientId: string;
  objectId: string;
  displayName: string;
  /** Object ids. */
  owners?: string[];
  /** Whose tenants may use it; the own one alone, `AzureADMyOrg`, when left out. */
  signInAudience?: "AzureADMyOrg" | "AzureADMultipleOrgs" | "AzureADandPersonalMicrosoftAccount";
  /** Left out: the application has none in this tenant. */
  servicePrincipal?: { objectId: string; owners?: string[] };
  credentials?: CredentialDeclarations;
}

/** A number stands for so many of other workloads. */
type CredentialDeclarations = number | CredentialDeclaration[];

interface CredentialDeclaration {
  name: string;
  issuer: string;
  subject: string;
  audience?: string;
}

export interface KubernetesDeclaration {
  manifest: Properties;
  /** Who applied it; kubectl when left out. */
  fieldManager?: string;
}

/** Of an object that is declared in full, or by its name alone. */
export function nameOf(declared: string | { name: string }): string {
  return typeof declared === "string" ? declared : declared.name;
}

/** Each declared credential in full. */
export function credentialsOf(declared: CredentialDeclarations = []): Required<CredentialDeclaration>[] {
  const list =
    typeof declared === "number"
      ? Array.from({ length: declared }, (_, i) => ({
          name: `other-workload-${i}`,
          issuer: "https://issuer.example/other/",
          subject: `system:serviceaccount:other:workload-${i}`,
        }))
      : declared;
  return list.map((one) => ({ audience: "api://AzureADTokenExchange", ...one }));
}
