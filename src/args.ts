import type * as pulumi from "@pulumi/pulumi";

/** How the Kubernetes service account of the workload is managed. */
export const ServiceAccountManagement = {
  /** The component creates the service account and deletes it with itself. */
  Create: "Create",
  /** The service account exists: the component reads it first and adds only its own annotations. */
  Annotate: "Annotate",
  /** The component does not manage the service account: another program, tool or team creates and annotates it. */
  External: "External",
} as const;
export type ServiceAccountManagement =
  (typeof ServiceAccountManagement)[keyof typeof ServiceAccountManagement];

/** Whether the component manages a resource. */
export const Management = {
  /** The component creates it and deletes it with itself. */
  Create: "Create",
  /** Another program, a GitOps tool or another team manages it. */
  External: "External",
} as const;
export type Management = (typeof Management)[keyof typeof Management];

/** The permission model of a key vault: what grants access to it. */
export const PermissionModel = {
  /** Azure role-based access control: `enableRbacAuthorization` of the vault is true. */
  AzureRbac: "AzureRbac",
  /** Vault access policies: `enableRbacAuthorization` of the vault is false. */
  AccessPolicy: "AccessPolicy",
  /** Either of the two, while a vault moves from one to the other: access is granted in both ways. */
  Both: "Both",
} as const;
export type PermissionModel = (typeof PermissionModel)[keyof typeof PermissionModel];

/** The scope of the role assignments. */
export const RoleScope = {
  /** On the whole vault: one assignment per role. */
  Vault: "Vault",
  /** On each listed object: one assignment per object and nothing else of the vault. */
  Object: "Object",
} as const;
export type RoleScope = (typeof RoleScope)[keyof typeof RoleScope];

/** What kind of Key Vault object is read. */
export const ObjectType = {
  /** The value of a secret; for a secret that backs a certificate, its private key and chain. */
  Secret: "secret",
  /** The public part of a key, in PEM. */
  Key: "key",
  /** The leaf of a certificate, in PEM, without its private key. */
  Certificate: "cert",
} as const;
export type ObjectType = (typeof ObjectType)[keyof typeof ObjectType];

/** In which format a secret that backs a certificate is written. */
export const ObjectFormat = {
  /** PEM text. */
  Pem: "pem",
  /** PKCS#12; base64 text unless `objectEncoding` is `base64`. */
  Pfx: "pfx",
} as const;
export type ObjectFormat = (typeof ObjectFormat)[keyof typeof ObjectFormat];

/** How the value of a secret is encoded in the vault; the file holds the decoded bytes. */
export const ObjectEncoding = {
  /** Plain text: written as it is. */
  Utf8: "utf-8",
  /** Hexadecimal text: decoded to bytes. */
  Hex: "hex",
  /** Base64 text: decoded to bytes. */
  Base64: "base64",
} as const;
export type ObjectEncoding = (typeof ObjectEncoding)[keyof typeof ObjectEncoding];

/** The operating system of the nodes that run a pod. */
export const OperatingSystem = {
  /** Linux nodes. */
  Linux: "Linux",
  /** Windows nodes. */
  Windows: "Windows",
} as const;
export type OperatingSystem = (typeof OperatingSystem)[keyof typeof OperatingSystem];

/** The Azure cloud in which the vaults live. */
export const Cloud = {
  /** The public cloud. */
  AzurePublicCloud: "AzurePublicCloud",
  /** The cloud of the US Government. */
  AzureUSGovernmentCloud: "AzureUSGovernmentCloud",
  /** The cloud in China, operated by 21Vianet. */
  AzureChinaCloud: "AzureChinaCloud",
} as const;
export type Cloud = (typeof Cloud)[keyof typeof Cloud];

/** A cluster whose service account may act as the identity. Give either `resourceGroupName`, or `id`, or `oidcIssuerUrl`. */
export interface Cluster {
  /**
   * The resource group of an AKS cluster. The cluster is looked up, in the preview too, and its OIDC issuer URL is used
   * as it is. The cluster must be in the subscription of the azure-native provider.
   */
  resourceGroupName?: pulumi.Input<string>;
  /** The name of the AKS cluster in `resourceGroupName`. Default: the key of this entry. */
  name?: pulumi.Input<string>;
  /**
   * The Azure resource id of an AKS cluster, instead of `resourceGroupName` and `name`. It must be in the subscription of
   * the azure-native provider; for a cluster elsewhere give `oidcIssuerUrl`.
   */
  id?: pulumi.Input<string>;
  /**
   * The OIDC issuer URL of any cluster, inside or outside of Azure, taken byte for byte: it must equal the `iss` claim of
   * the cluster's tokens, its final slash included. It must start with `https://` and be on a public host, which Microsoft
   * Entra ID can reach; at most 600 characters. Changing it updates the federated credential in place.
   */
  oidcIssuerUrl?: pulumi.Input<string>;
}

/** The Kubernetes service account that the pods of the workload run as. */
export interface WorkloadServiceAccount {
  /**
   * Its name: lower-case letters, digits, `-` and `.`, at most 253 characters. Default: the name of the component, in
   * kebab case (`ordersApi`: `orders-api`). Changing this replaces the service account and updates the federated credentials; pods must be restarted with it.
   */
  name?: pulumi.Input<string>;
  /**
   * `Create` (default): the component creates and deletes it. `Annotate`: it exists; the component adds its annotations, and
   * removes only those when it is destroyed. `External`: the component does not manage it. A change from `Create` to
   * `Annotate` keeps the service account, one from `Create` to `External` deletes it.
   */
  management?: ServiceAccountManagement;
  /** Labels for the service account; not with management `Annotate`. The component adds none. */
  labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /**
   * Annotations for the service account; not with management `Annotate`. Those that begin with
   * `azure.workload.identity/` are reserved for the component.
   */
  annotations?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /**
   * Lifetime in seconds of the token that the workload identity webhook projects for the Azure SDKs: 3600 to 86400.
   * Default: that of the webhook, 3600. The mount does not use it. Running pods keep their token lifetime until they restart.
   */
  tokenExpirationSeconds?: pulumi.Input<number>;
  /**
   * Whether Kubernetes mounts its own API token into the pods, unless a pod says otherwise; not with management `Annotate`.
   * False for a workload that does not call the Kubernetes API, as Microsoft Defender for Cloud and Azure Policy recommend
   * ("Kubernetes clusters should disable automounting API credentials"). Neither the mount nor an Azure SDK needs that token:
   * the kubelet requests one of its own for the CSI driver, and the workload identity webhook projects another one. With
   * management `External` it stands in the output `manifests` only. Default: Kubernetes' own, true. Running pods keep their
   * token until they restart.
   */
  automountServiceAccountToken?: pulumi.Input<boolean>;
  /**
   * The names of the Secrets in the namespace with which the images of the pods are pulled, unless a pod names its own; not
   * with management `Annotate`. Each 1 to 253 lower-case letters, digits, `-` and `.`. The component does not create them.
   * With management `External` they stand in the output `manifests` only. Default: none. Running pods keep the names that
   * they started with.
   */
  imagePullSecrets?: pulumi.Input<pulumi.Input<string>[]>;
}

/** A user-assigned managed identity: a new one in `resourceGroupName`, or an existing one by `id`. */
export interface UserAssignedIdentity {
  /**
   * The resource group of the new identity. Changing this replaces the identity, its credentials and its grants; the
   * new ones are created before the old ones are deleted.
   */
  resourceGroupName?: pulumi.Input<string>;
  /**
   * The name of the new identity in Azure: 3 to 128 letters, digits, `-` and `_`, beginning with a letter or digit.
   * Default: the component's name with `-identity` and a random suffix. Changing this replaces the identity.
   */
  name?: pulumi.Input<string>;
  /**
   * The Azure region of the new identity, such as `westeurope`. Default: that of the resource group. Changing this replaces
   * the identity; where `name` is set, change it as well, since both identities exist for a while.
   */
  location?: pulumi.Input<string>;
  /** Azure tags for the new identity. Changing them updates it in place. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /**
   * The Azure resource id of an existing identity, instead of all else here. It must be in the subscription of the
   * azure-native provider. Its other credentials and permissions stay as they are.
   */
  id?: pulumi.Input<string>;
}

/** A Microsoft Entra application with its service principal: a new one by `displayName`, or an existing one by `clientId`. */
export interface EntraApplication {
  /**
   * The display name of the new application: 1 to 120 characters. It never gets a password or a certificate. Changing
   * this renames it in place.
   */
  displayName?: pulumi.Input<string>;
  /**
   * The object ids (GUIDs) of the owners of the new application and its service principal. A deployer with the permission
   * `Application.ReadWrite.OwnedBy` must be among them, by its own object id: azuread removes it otherwise, and its next
   * write is refused. With `Application.ReadWrite.All` nothing is needed. Default: none.
   */
  owners?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The client id (application id) of an existing application, instead of `displayName` and `owners`. Its service
   * principal must exist; the component never creates it.
   */
  clientId?: pulumi.Input<string>;
}

/** One object of a key vault, mounted as one file. */
export interface KeyVaultObject {
  /**
   * The object's name in the vault: 1 to 127 letters, digits and `-`; letter case does not matter. Default: the file name.
   * It must be known at preview time.
   */
  objectName?: string;
  /** What is read: `secret` (default), `key` for a public key, `cert` for a certificate without its private key. */
  objectType?: ObjectType;
  /**
   * The version to pin, 32 characters as the vault shows it. Default: the latest. A pinned version is not rotated.
   */
  objectVersion?: pulumi.Input<string>;
  /**
   * How many versions to mount: the file becomes a folder with `0` (the newest, or the pinned one), `1`, and so on.
   * A whole number from 0 to 2147483647; 0 (default) and 1 mount one file. The provider may keep one more than asked.
   */
  objectVersionHistory?: number;
  /** For a secret that backs a certificate: `pem` (default) or `pfx`, the latter for type `secret` only. */
  objectFormat?: pulumi.Input<ObjectFormat>;
  /** How the secret is encoded in the vault: `utf-8` (default), `hex` or `base64`. For type `secret` only. */
  objectEncoding?: pulumi.Input<ObjectEncoding>;
  /** The mode of the file as octal text, such as `0400`. Default: `0644`, the provider's. */
  filePermission?: pulumi.Input<string>;
}

/** A Kubernetes Secret that the CSI driver fills from mounted files while a pod mounts the volume. */
export interface SyncedSecret {
  /**
   * The type of the Secret. Default: `Opaque`. `kubernetes.io/tls` takes the keys `tls.crt` and `tls.key`, normally both
   * from the same file, a certificate-backed secret. It must be known at preview time.
   */
  type?: string;
  /** The content: key in the Secret to file name in `objects`, for example `password` to `db-password`. At least one. */
  data: { [key: string]: string };
  /** Labels for the Secret. */
  labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /** Annotations for the Secret. */
  annotations?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** The SecretProviderClass of one vault: the objects that the CSI driver fetches. */
export interface WorkloadSecretProviderClass {
  /**
   * Its name: lower-case letters, digits, `-` and `.`, at most 188 characters together with the namespace.
   * Default: the component's name in kebab case, `-`, and the vault's key. Changing this replaces it; pods must be restarted with it.
   */
  name?: pulumi.Input<string>;
  /**
   * `Create` (default), or `External` when a GitOps tool applies what the output `manifests` holds. A change from `Create`
   * to `External` deletes the component's SecretProviderClass.
   */
  management?: Management;
  /** Labels for the SecretProviderClass, in the output `manifests` too. The component adds none. Changing them updates it in place. */
  labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /**
   * Annotations for the SecretProviderClass, in the output `manifests` too, such as `argocd.argoproj.io/sync-wave`. The
   * component adds none. Changing them updates it in place.
   */
  annotations?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** A key vault and what the workload reads from it. */
export interface KeyVault {
  /**
   * The resource group of the vault, which must be in the subscription of the azure-native provider. Give this or `id`.
   * Changing vault, group or id replaces the grants, new before old.
   */
  resourceGroupName?: pulumi.Input<string>;
  /** The name of the vault in `resourceGroupName`: 3 to 24 letters, digits and `-`. Default: the key of this entry. */
  name?: pulumi.Input<string>;
  /**
   * The Azure resource id of the vault, instead of `resourceGroupName` and `name`. It may be in another subscription; then
   * the vault's settings are not checked.
   */
  id?: pulumi.Input<string>;
  /**
   * The Microsoft Entra tenant (a GUID) of a vault that is not in the identity's tenant. Only with `application.clientId`
   * of a multi-tenant application, and `grants: External`: the vault's tenant consents to the application, and grants access
   * to its service principal there. Default: the tenant of the identity.
   */
  tenantId?: pulumi.Input<string>;
  /**
   * The permission model of the vault: `AzureRbac` (default) or `AccessPolicy`. It is compared with the live vault, and a
   * difference stops the preview. The component never changes the vault. `Both` moves a vault without an outage: it grants
   * in both ways and takes either setting. Update with `Both`, switch the vault, then update with the new model.
   */
  permissionModel?: PermissionModel;
  /**
   * `Create` (default): the component grants access. `External`: another program or team does. A change from `Create` to
   * `External` deletes the component's grants.
   */
  grants?: Management;
  /**
   * The scope of the role assignments: `Vault` (default), or `Object` for the listed objects only. For `AzureRbac` only.
   * At vault scope the role for secrets can read every secret of the vault.
   */
  roleScope?: RoleScope;
  /**
   * What is read: file name to object. An object that sets nothing is a secret of the same name as its file. A file name
   * is a relative path without `..`; folders are allowed. At least one entry.
   */
  objects: { [key: string]: KeyVaultObject };
  /**
   * Whether the objects are mounted. Default: true. False for a workload that reads the vault with an SDK: it gets
   * grants, but no SecretProviderClass and no volume.
   */
  mount?: boolean;
  /** Name, management, labels and annotations of the vault's SecretProviderClass. */
  secretProviderClass?: WorkloadSecretProviderClass;
  /**
   * Kubernetes Secrets to fill from the mounted files, by the name of the Secret. They exist while a pod mounts the volume;
   * anyone who can read Secrets in the namespace can read them. An existing Secret of that name is overwritten.
   */
  syncedSecrets?: { [key: string]: SyncedSecret };
  /**
   * Environment variables for the container: variable to file name. They come from a Secret, `envSecretName`. A pod sees a
   * new value only after a restart.
   */
  env?: { [key: string]: string };
  /**
   * The name of the Secret behind `env`: lower-case letters, digits, `-` and `.`, at most 253 characters. Default: the
   * component's name in kebab case, `-`, the vault's key and `-env`. An existing Secret of that name is overwritten. Changing
   * this updates the SecretProviderClass; pods must be restarted with it, and the old Secret goes with the last pod that uses it.
   */
  envSecretName?: string;
  /** Where the container finds the files: an absolute path. Default: `/mnt/secrets-store/` and the vault's key. */
  mountPath?: pulumi.Input<string>;
}

/** A role of Azure role-based access control that the identity gets, beside what its key vaults need. */
export interface WorkloadRoleAssignment {
  /**
   * What the role is assigned on: the Azure resource id of a resource or a part of it (one blob container, say), of a
   * resource group, a subscription or a management group. The role holds for everything in it. It may be in any
   * subscription of the identity's tenant. Changing this replaces the role assignment, new before old.
   */
  scope: pulumi.Input<string>;
  /**
   * The role: the name of a built-in role, such as `Storage Blob Data Reader` (all of them: "Roles beyond Key Vault" in the
   * documents), or the GUID or id of any role definition, custom ones included. Roles that can grant access, such as `Owner`,
   * are refused. It must be known at preview time. Changing this replaces the role assignment, new before old.
   */
  role: string;
}

/** A pod that mounts the volumes, so that an update waits until the first real mount has worked. */
export interface TestPod {
  /** The container image; it must have the command. Changing this replaces the pod. */
  image: pulumi.Input<string>;
  /** The command that keeps the container alive. Default: `["/bin/sleep", "10000"]` on Linux, `["ping", "-t", "127.0.0.1"]` on Windows. */
  command?: pulumi.Input<pulumi.Input<string>[]>;
  /** The operating system of the nodes: `Linux` (default) or `Windows`. */
  os?: OperatingSystem;
}

/** The input of a KeyVaultWorkloadIdentity. */
export interface KeyVaultWorkloadIdentityArgs {
  /**
   * The Kubernetes namespace of the workload: at most 63 lower-case letters, digits and `-`. It must exist, or
   * be created by the program before this component. Changing this replaces the Kubernetes objects and updates the federated
   * credentials.
   */
  namespace: pulumi.Input<string>;
  /**
   * The clusters that run the workload, by a name of your choice: at most 100 letters, digits, `-` and `_`. A new name needs
   * an alias of the child, or Azure refuses the same credential under it. Each cluster gets one federated credential; an
   * identity takes at most 20. Two during a blue/green swap. Omitted: no credential is created, because another owner created it. The kubernetes
   * provider of this component must point to one of the clusters.
   */
  clusters?: { [key: string]: Cluster };
  /** The service account of the workload. Default: a new one with the name of the component. */
  serviceAccount?: WorkloadServiceAccount;
  /** The user-assigned managed identity that the pods act as. Give this or `application`. */
  userAssignedIdentity?: UserAssignedIdentity;
  /** The Microsoft Entra application that the pods act as. Give this or `userAssignedIdentity`. */
  application?: EntraApplication;
  /**
   * The key vaults that the workload reads, by a name of your choice: at most 49 lower-case letters, digits and `-`. A new name
   * needs aliases of the children, or Azure refuses the same role assignment under it. The key is the default name of the
   * vault, and part of the names of its volume and SecretProviderClass. Omitted: identity and service account only, for access by
   * `roleAssignments`, or that the program grants itself.
   */
  keyVaults?: { [key: string]: KeyVault };
  /**
   * Roles for the identity on other Azure resources, such as a storage account that the workload uses with an Azure SDK,
   * by a name of your choice: at most 100 letters, digits, `-` and `_`. A new name needs an alias of the child, or Azure
   * refuses the same role assignment under it. The roles for vaults in `keyVaults` follow from their objects, and are not
   * repeated here. Each role assignment exists once in Azure: two components cannot both make it. Default: none.
   */
  roleAssignments?: { [key: string]: WorkloadRoleAssignment };
  /** Labels for the pods; the output `podLabels` holds these and those of the component. */
  podLabels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
  /** A pod that mounts the volumes, so that an update waits for a real mount. Default: none. */
  pod?: TestPod;
  /** The Azure cloud of the vaults: `AzurePublicCloud` (default), `AzureUSGovernmentCloud` or `AzureChinaCloud`. */
  cloud?: Cloud;
}
