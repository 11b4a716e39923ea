import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../args";
import { credentialName } from "../../model/names";
import { resourceType } from "../../model/resource-id";
import { clusterName, federatedCredentialName } from "../../rules/azure-names";
import { oneWayToCluster } from "../../rules/combinations";
import { entry, property } from "../../rules/path";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import type { NormalizedCluster } from "../../workload";
import { derivedNameIssues } from "../check-value";
import { resourceReference } from "./resource-reference";
import { describeGiven, givenNames, type Scope } from "./scope";

export function normalizeClusters(scope: Scope, clusters: Record<string, Cluster> = {}): NormalizedCluster[] {
  return Object.entries(clusters).map(([key, cluster]) => {
    const path = entry("clusters", key);
    reportWays(scope, path, cluster);
    checkDerivedNames(scope, key, path, cluster);
    return { key, path, issuer: issuerOf(key, cluster) };
  });
}

function issuerOf(key: string, cluster: Cluster): NormalizedCluster["issuer"] {
  const { oidcIssuerUrl, name = key } = cluster;
  if (oidcIssuerUrl !== undefined) return { url: pulumi.output(oidcIssuerUrl) };
  return { aks: resourceReference({ ...cluster, name }, resourceType.managedCluster) };
}

/** Names that consist of the key; what is wrong with the key itself has been reported. */
function checkDerivedNames(
  { component, issues, isInvalid }: Scope,
  key: string,
  path: string,
  cluster: Cluster,
): void {
  if (isInvalid(path)) return;
  // Its length does not depend on the parents, which only the component's URN has.
  const name = credentialName(component, key, pulumi.getProject(), pulumi.getStack());
  const remedy = `The name consists of the component's name, ${show(component)}, and this key: shorten or rename one of them.`;
  issues.report(...derivedNameIssues(name, path, federatedCredentialName, remedy));
  const at = property(path, "name");
  if (cluster.resourceGroupName === undefined || cluster.name !== undefined || isInvalid(at)) return;
  issues.report(
    ...derivedNameIssues(key, at, clusterName, "It defaults to the key: set the cluster's own name."),
  );
}

function reportWays(scope: Scope, path: string, cluster: Cluster): void {
  const ways = ["id", "oidcIssuerUrl", "resourceGroupName"];
  const names = [...ways, "name"];
  const given = givenNames(scope, path, cluster, names);
  const isOneWay = given.filter((name) => ways.includes(name)).length === 1;
  if (isOneWay && (!given.includes("name") || given.includes("resourceGroupName"))) return;
  scope.issues.report(issue(oneWayToCluster, path, { received: describeGiven(given, ways) }));
}
