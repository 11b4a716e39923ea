import { getManagedCluster } from "@pulumi/azure-native/containerservice/getManagedCluster";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { type ResourceReference, sameText } from "../model/resource-id";
import type { Finding, LookUps } from "../pulumi/look-up";
import { show } from "../validation/issue";
import { issuerUrl } from "../validation/issuers";
import { clusterSubscription, issuerOn, liveIssuer } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
import { type ClusterUse, judgeSettings } from "./cluster-settings";

interface ClusterInputs {
  readonly path: string;
  /** An AKS cluster to look up, or else the URL of any cluster. */
  readonly issuer:
    | { readonly aks: pulumi.Output<ResourceReference> }
    | { readonly url: pulumi.Output<string> };
  /** The subscription that azure-native looks into. */
  readonly subscriptionId: pulumi.Output<string>;
  readonly use: Promise<ClusterUse>;
}

/** The issuer URL of a cluster, byte for byte: Entra compares it so. */
export function oidcIssuer(
  { path, issuer, subscriptionId, use }: ClusterInputs,
  lookUps: LookUps,
): pulumi.Output<string> {
  if ("url" in issuer) return issuer.url;
  return lookUps.run({
    path,
    key: pulumi.all([issuer.aks, subscriptionId]).apply(([reference, own]) => ({ ...reference, own })),
    describe: ({ name, resourceGroupName }) =>
      `AKS cluster ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ask: async ({ name, resourceGroupName, subscriptionId: other, own }, opts) =>
      other !== undefined && !sameText(other, own)
        ? undefined
        : getManagedCluster({ resourceName: name, resourceGroupName }, opts),
    judge: async (answer, { name, resourceGroupName: resourceGroup, own }): Promise<Finding<string>> => {
      if (answer === undefined) return { issues: [issue(clusterSubscription, path, { fill: { own } })] };
      const { enabled, issuerURL } = answer.oidcIssuerProfile ?? {};
      const what = `AKS cluster ${quote(name)}`;
      if (enabled === false || !issuerURL) {
        const received = `${what} with its OIDC issuer off`;
        return { issues: [issue(issuerOn, path, { received, fill: { resourceGroup, name } })] };
      }
      if (!issuerUrl.accepts(issuerURL)) {
        return { issues: [issue(liveIssuer, path, { received: `a cluster with ${show(issuerURL)}` })] };
      }
      const notices = judgeSettings(path, what, answer, { resourceGroup, name }, await use);
      return { value: issuerURL, notices };
    },
    needed: "Its OIDC issuer URL is part of the federated credential.",
  });
}
