import { readFileSync } from "node:fs";
import { parse } from "yaml";
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
  /** When given, a role assignment on any other object is refused. A bare name has one version with a content made up. */
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
  /** 32 hexadecimal digits; made up when left out. */
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
  /** How its secret is kept; PKCS#12 when left out, as in Azure. */
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
