import { getManagedCluster } from "@pulumi/azure-native/containerservice/getManagedCluster";
import type * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { describeResource, isOutside, type ResourceReference } from "../model/resource-id";
import type { ComponentContext } from "../pulumi/context";
import { derive, type MaybeOutput } from "../pulumi/deferred";
import { type Finding, lookUp } from "../pulumi/look-up";
import { issuerUrl } from "../rules/issuers";
import { clusterSubscription, issuerOn, liveIssuer } from "../rules/live-checks";
import { issue } from "../rules/rule";
import { show } from "../rules/show";
import type { NormalizedCluster } from "../workload";
import { type ClusterUse, evaluateSettings } from "./cluster-settings";

/** The OIDC issuer URLs by the keys of the clusters, byte for byte: Entra compares them so. */
export function issuerUrls(
  context: ComponentContext,
  clusters: readonly NormalizedCluster[],
  subscriptionId: pulumi.Output<string>,
  use: Promise<ClusterUse>,
): Record<string, pulumi.Input<string>> {
  return Object.fromEntries(
    clusters.map(({ key, path, issuer }) => [
      key,
      "url" in issuer ? issuer.url : lookUpIssuer(context, path, issuer.aks, subscriptionId, use),
    ]),
  );
}

function lookUpIssuer(
  context: ComponentContext,
  path: string,
  cluster: MaybeOutput<ResourceReference>,
  subscriptionId: pulumi.Output<string>,
  use: Promise<ClusterUse>,
): pulumi.Output<string> {
  return lookUp(context, {
    path,
    key: derive([cluster, subscriptionId], ([reference, own]) => ({ ...reference, own })),
    describe: (key) => describeResource("AKS cluster", key),
    ask: async (key, opts) =>
      isOutside(key.own, key)
        ? undefined
        : getManagedCluster({ resourceName: key.name, resourceGroupName: key.resourceGroupName }, opts),
    evaluate: async (answer, { name, resourceGroupName: resourceGroup, own }): Promise<Finding<string>> => {
      if (answer === undefined) return { issues: [issue(clusterSubscription, path, { fill: { own } })] };
      const { enabled, issuerURL } = answer.oidcIssuerProfile ?? {};
      const fill = { what: `AKS cluster ${quote(name)}`, resourceGroup, name };
      if (enabled === false || !issuerURL) return { issues: [issue(issuerOn, path, { fill })] };
      if (!issuerUrl.accepts(issuerURL)) {
        return { issues: [issue(liveIssuer, path, { received: show(issuerURL) })] };
      }
      return { value: issuerURL, notices: evaluateSettings(path, answer, fill, await use) };
    },
    needed: "Its OIDC issuer URL is part of the federated credential.",
  });
}
