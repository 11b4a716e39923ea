import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Properties } from "./provider/values";

/** What exists in Azure, Entra and Kubernetes before a program runs; nothing in it is managed by Pulumi. */
export interface World {
  subscriptionId: string;
  tenantId: string;
  clusters: ClusterDeclaration[];
  vaults: VaultDeclaration[];
  identities?: IdentityDeclaration[];
  applications?: ApplicationDeclaration[];
  /** When given, creating into any other group is refused. */
  resourceGroups?: string[];
  /** Kubernetes namespaces besides default and kube-system. */
  namespaces?: string[];
  /** In every cluster, from when a provider first speaks to it. */
  kubernetesObjects?: KubernetesDeclaration[];
  /** Tokens of look-ups that the deployer may not make, and of Azure resources that they may not create. */
  denied?: string[];
}

export interface ClusterDeclaration {
  resourceGroupName: string;
  name: string;
  location: string;
  oidcIssuer?: { enabled: boolean; issuerURL?: string };
  /** On when left out. */
  workloadIdentity?: boolean;
  /** The CSI driver, with rotation, when left out. */
  addonProfiles?: Record<string, { enabled: boolean; config?: Record<string, string> }>;
  subscriptionId?: string;
}

export interface VaultDeclaration {
  resourceGroupName: string;
  name: string;
  location?: string;
  enableRbacAuthorization?: boolean;
  accessPolicies?: AccessPolicyEntry[];
  tenantId?: string;
  publicNetworkAccess?: string;
  networkAcls?: { defaultAction: string; bypass?: string; ipRules?: { value: string }[] };
  subscriptionId?: string;
  /** When given, a role assignment on any other object is refused. */
  objects?: { secrets?: string[]; keys?: string[]; certificates?: string[] };
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

export interface ApplicationDeclaration {
  clientId: string;
  objectId: string;
  displayName: string;
  owners?: string[];
  /** Left out: the application was never given one in this tenant. */
  servicePrincipal?: { objectId: string };
  credentials?: CredentialDeclarations;
}

/** A number stands for so many of other workloads. */
export type CredentialDeclarations = number | CredentialDeclaration[];

export interface CredentialDeclaration {
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

export function loadWorld(file: string): World {
  let world: unknown;
  try {
    world = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is no YAML: ${(error as Error).message}`);
  }
  const { subscriptionId, tenantId, ...declared } = (world ?? {}) as Partial<World>;
  if (!subscriptionId || !tenantId) throw new Error(`${file} must have a subscriptionId and a tenantId`);
  return {
    ...declared,
    subscriptionId,
    tenantId,
    clusters: declared.clusters ?? [],
    vaults: declared.vaults ?? [],
  };
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
