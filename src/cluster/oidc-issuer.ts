import { getManagedCluster } from "@pulumi/azure-native/containerservice/getManagedCluster";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { type ResourceReference, sameText } from "../model/resource-id";
import type { Finding, LookUps } from "../pulumi/look-up";
import { issuerUrl } from "../validation/azure-names";
import { type Issue, show } from "../validation/issue";

export interface ClusterInputs {
  readonly path: string;
  /** An AKS cluster to look up, or else the URL of any cluster. */
  readonly issuer:
    | { readonly aks: pulumi.Output<ResourceReference> }
    | { readonly url: pulumi.Output<string> };
  /** The subscription that azure-native looks into. */
  readonly subscriptionId: pulumi.Output<string>;
}

/** The issuer URL of a cluster, byte for byte: Entra compares it so. */
export function oidcIssuer(
  { path, issuer, subscriptionId }: ClusterInputs,
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
    judge: (answer, { name, resourceGroupName, own }): Finding<string> => {
      if (answer === undefined) return { issues: [elsewhere(path, own)] };
      const { enabled, issuerURL } = answer.oidcIssuerProfile ?? {};
      if (enabled !== false && issuerURL) {
        return issuerUrl.accepts(issuerURL)
          ? { value: issuerURL }
          : { issues: [strangeIssuer(path, issuerURL)] };
      }
      const command = `az aks update --resource-group ${resourceGroupName} --name ${name} --enable-oidc-issuer`;
      return {
        issues: [
          {
            path,
            expected: "a cluster whose OIDC issuer is on",
            received: `AKS cluster ${quote(name)} with its OIDC issuer off`,
            remedy: `Turn it on: ${command}`,
          },
        ],
      };
    },
    needed: "Its OIDC issuer URL is part of the federated credential.",
  });
}

function strangeIssuer(path: string, url: unknown): Issue {
  return { path, expected: `a cluster with ${issuerUrl.expected}`, received: `a cluster with ${show(url)}` };
}

function elsewhere(path: string, own: string): Issue {
  return {
    path,
    expected: `a cluster in the azure-native provider's subscription, ${own}`,
    remedy:
      "Pass a provider for the cluster's subscription in `providers`, or give the cluster's `oidcIssuerUrl`.",
  };
}
