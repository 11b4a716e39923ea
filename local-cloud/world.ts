import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** What exists in Azure and Kubernetes before a program runs; nothing in it is managed by Pulumi. */
export interface World {
  subscriptionId: string;
  tenantId: string;
  clusters: ClusterDeclaration[];
  vaults: VaultDeclaration[];
  /** When given, creating into any other group is refused. */
  resourceGroups?: string[];
  /** Kubernetes namespaces besides default and kube-system. */
  namespaces?: string[];
  /** Tokens of look-ups that the deployer may not make. */
  denied?: string[];
}

export interface ClusterDeclaration {
  resourceGroupName: string;
  name: string;
  location: string;
  oidcIssuer?: { enabled: boolean; issuerURL?: string };
  workloadIdentity?: boolean;
  addonProfiles?: Record<string, { enabled: boolean; config?: Record<string, string> }>;
  subscriptionId?: string;
}

export interface VaultDeclaration {
  resourceGroupName: string;
  name: string;
  location?: string;
  enableRbacAuthorization?: boolean;
  tenantId?: string;
  publicNetworkAccess?: string;
  subscriptionId?: string;
  /** When given, a role assignment on any other object is refused. */
  objects?: { secrets?: string[]; keys?: string[]; certificates?: string[] };
}

export function loadWorld(file: string): World {
  return parse(readFileSync(file, "utf8")) as World;
}
