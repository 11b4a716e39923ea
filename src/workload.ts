/** What the steps of the component work on: the input with its defaults, and what was looked up or created for it. */

import type * as pulumi from "@pulumi/pulumi";
import type { Management, OperatingSystem, PermissionModel, ServiceAccountManagement } from "./args";
import type { AssignedRole } from "./model/assigned-role";
import type { ResourceReference } from "./model/resource-id";
import type { SecretObject } from "./model/secret-provider-class";
import type { VaultAccess } from "./model/vault-access";
import type { VaultObject } from "./model/vault-object";
import type { MaybeOutput } from "./pulumi/deferred";
import type { Thing } from "./pulumi/reservations";
import type { TextMap } from "./pulumi/text-map";

export interface NormalizedArgs {
  readonly namespace: pulumi.Input<string>;
  readonly clusters: readonly NormalizedCluster[];
  readonly serviceAccount: NormalizedServiceAccount;
  readonly identity: NormalizedIdentity;
  readonly keyVaults: readonly NormalizedKeyVault[];
  readonly roleAssignments: readonly NormalizedRoleAssignment[];
  readonly podLabels: TextMap;
  readonly pod?: NormalizedPod;
  /** For the provider; left out for the public cloud. */
  readonly cloudName?: string;
}

export interface NormalizedCluster {
  readonly key: string;
  readonly path: string;
  /** An AKS cluster to look up, or the issuer of any cluster. */
  readonly issuer: { readonly aks: MaybeOutput<ResourceReference> } | { readonly url: pulumi.Input<string> };
}

export interface NormalizedServiceAccount {
  readonly management: ServiceAccountManagement;
  readonly name: pulumi.Input<string>;
  readonly labels?: TextMap;
  readonly annotations: TextMap;
  readonly tokenExpirationSeconds?: pulumi.Input<number>;
  readonly automountServiceAccountToken?: pulumi.Input<boolean>;
  readonly imagePullSecrets?: pulumi.Input<string[]>;
}

/** The identity that the pods act as: one of four ways. */
export type NormalizedIdentity =
  | NewManagedIdentity
  | ExistingManagedIdentity
  | NewApplication
  | ExistingApplication;

export interface NewManagedIdentity {
  readonly kind: "new managed identity";
  readonly path: string;
  readonly resourceGroupName: pulumi.Input<string>;
  readonly name?: pulumi.Input<string>;
  readonly location?: pulumi.Input<string>;
  readonly tags?: TextMap;
}

export interface ExistingManagedIdentity {
  readonly kind: "existing managed identity";
  readonly path: string;
  readonly identity: MaybeOutput<ResourceReference>;
}

export interface NewApplication {
  readonly kind: "new application";
  readonly path: string;
  readonly displayName: pulumi.Input<string>;
  readonly owners?: pulumi.Input<pulumi.Input<string>[]>;
}

export interface ExistingApplication {
  readonly kind: "existing application";
  readonly path: string;
  readonly clientId: pulumi.Input<string>;
}

export interface NormalizedKeyVault {
  readonly key: string;
  readonly path: string;
  readonly vault: MaybeOutput<ResourceReference>;
  /** Where it is not the identity's. */
  readonly tenantId?: pulumi.Input<string>;
  /** The same for entries that name the same vault, as far as that is known. */
  readonly knownVault?: string;
  readonly permissionModel: PermissionModel;
  readonly access: VaultAccess;
  /** What is read, as far as it is known in every preview. */
  readonly files: readonly VaultObject[];
  readonly objects: pulumi.Input<VaultObject[]>;
  /** Left out where the workload reads the vault itself. */
  readonly mount?: NormalizedMount;
}

/** How the objects of a vault reach the pods. */
export interface NormalizedMount {
  readonly secretProviderClassName: pulumi.Input<string>;
  readonly management: Management;
  readonly labels?: TextMap;
  readonly annotations?: TextMap;
  /** The Secrets to fill, as far as they are known in every preview. */
  readonly secrets: readonly SecretObject[];
  readonly secretObjects: pulumi.Input<SecretObject[]>;
  readonly env: Readonly<Record<string, string>>;
  readonly envSecretName: string;
  readonly mountPath: pulumi.Input<string>;
}

export interface NormalizedRoleAssignment {
  readonly key: string;
  readonly path: string;
  readonly role: AssignedRole;
  readonly scope: pulumi.Input<string>;
}

export interface NormalizedPod {
  readonly name?: string;
  readonly image: pulumi.Input<string>;
  readonly command: pulumi.Input<pulumi.Input<string>[]>;
  readonly operatingSystem: OperatingSystem;
}

/** An identity that was created or looked up, whichever kind it is. */
export interface WorkloadIdentity {
  /** The Azure resource id of a managed identity; the path of an application in Microsoft Graph. */
  readonly id: pulumi.Input<string>;
  /** Words for the access summary, unknown while Azure has not named it. */
  readonly description: pulumi.Input<string>;
  readonly clientId: pulumi.Input<string>;
  /** The object id that access is granted to. */
  readonly principalId: pulumi.Input<string>;
  readonly tenantId: pulumi.Input<string>;
  /** Set for a managed identity, whose credentials are addressed by resource group and name. */
  readonly managed?: {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly name: pulumi.Input<string>;
  };
  /** The same identity may have been given to several components. */
  readonly thing: Promise<Thing>;
  /** Set where the component did not create it. */
  readonly existing?: true;
}

/** What the azure-native provider works in, and as whom. */
export interface ClientConfig {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** The object id of the deployer. */
  readonly objectId: string;
}
