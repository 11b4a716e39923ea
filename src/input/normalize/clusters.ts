import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../args";
import { credentialName } from "../../model/names";
import { resourceType } from "../../model/resource-id";
import { clusterName, federatedCredentialName } from "../../rules/azure-names";
import { oneWayToCluster } from "../../rules/combinations";
import { entry } from "../../rules/path";
import { show } from "../../rules/show";
import type { NormalizedCluster } from "../../workload";
import { checkNameFromKey, checkWays, resourceReference } from "./resource-reference";
import { checkDerivedName, type Scope } from "./scope";

export function normalizeClusters(scope: Scope, clusters: Record<string, Cluster> = {}): NormalizedCluster[] {
  return Object.entries(clusters).map(([key, cluster]) => {
    const path = entry("clusters", key);
    checkWays(scope, path, cluster, ["id", "oidcIssuerUrl", "resourceGroupName"], oneWayToCluster);
    checkCredentialName(scope, path, key);
    checkNameFromKey(scope, path, key, cluster, clusterName, "cluster");
    return { key, path, issuer: issuerOf(key, cluster) };
  });
}

function issuerOf(key: string, cluster: Cluster): NormalizedCluster["issuer"] {
  const { oidcIssuerUrl, name = key } = cluster;
  if (oidcIssuerUrl !== undefined) return { url: oidcIssuerUrl };
  return { aks: resourceReference({ ...cluster, name }, resourceType.managedCluster) };
}

/** A part of it is the key; its length does not depend on the parents, which only the component's URN has. */
function checkCredentialName(scope: Scope, path: string, key: string): void {
  const { component } = scope;
  const name = credentialName(component, key, pulumi.getProject(), pulumi.getStack());
  const remedy = `The name consists of the component's name, ${show(component)}, and this key: shorten or rename one of them.`;
  checkDerivedName(scope, path, name, federatedCredentialName, remedy);
}
