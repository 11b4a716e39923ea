/** OIDC issuers: a wrong one is accepted by Azure, and fails at the first mount. */

import { isPublicHost } from "../model/public-host";
import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("once known");
export const { all } = table;

const appliesTo = ["clusters.<key>.oidcIssuerUrl"];
const remedy = "`kubectl get --raw /.well-known/openid-configuration` shows the issuer.";
const stricter = { later: "Azure takes it, and every mount fails" };

export const issuerUrl = table.text({
  id: "issuer-url",
  appliesTo,
  expected:
    "an OIDC issuer URL: https, a host without empty parts, at most 600 characters, byte for byte the `iss` of the cluster's tokens",
  source: source.federation,
  remedy,
  // The URL parser drops control characters at the edges: Entra would compare them all the same.
  accepts: (value) =>
    value.length <= 600 &&
    /^https:\/\/[^\s\p{C}/?#@*]+(?:\/[^\s\p{C}?#*]*)?$/u.test(value) &&
    URL.canParse(value) &&
    hasWholeLabels(hostOf(value)),
});

export const discoveryAddress = table.text({
  id: "discovery-address",
  appliesTo,
  expected: "the issuer, not the address of its discovery document or of its keys",
  message: "<received> is the address of a discovery document or of keys, not the issuer.",
  source: source.discovery,
  remedy: "Give the value of `issuer` in the document /.well-known/openid-configuration.",
  stricter,
  accepts: (value) => !/\/\.well-known(?:\/|$)|\/jwks(?:\.json)?\/?$/i.test(value),
});

/** Of EKS, AKS in three clouds, and GKE; EKS' issuers are on `oidc.eks.<region>.amazonaws.com`. */
const apiServers =
  /\.[a-z0-9]+\.[-a-z0-9]+\.eks\.amazonaws\.com(?:\.cn)?$|\.azmk8s\.io$|\.azk8s\.cn$|\.containerservice\.azure\.us$|\.gke\.goog$/;

export const apiServerAddress = table.text({
  id: "api-server-address",
  appliesTo,
  expected: "the issuer of the cluster, not the address of its API server",
  message: "<received> is the address of an API server: Microsoft Entra cannot fetch keys from it.",
  source: source.tokens,
  remedy:
    "Use the cluster's OIDC issuer, and enable it first where there is none; on EKS: " +
    "aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer; " +
    "an AKS cluster can be given by `resourceGroupName` and `name` instead.",
  stricter,
  accepts: (value) => !URL.canParse(value) || !apiServers.test(hostOf(value)),
});

const entraHosts =
  /^(?:sts\.windows\.net|sts\.chinacloudapi\.cn|login\.(?:microsoftonline\.(?:com|us)|microsoft\.com|windows\.net|partner\.microsoftonline\.cn|chinacloudapi\.cn))$/;

export const entraIssuer = table.text({
  id: "entra-issuer",
  appliesTo,
  expected: "the issuer of the cluster, not that of Microsoft Entra",
  message: "<received> is an issuer of Microsoft Entra: no cluster's service account has tokens of it.",
  source: source.tokens,
  remedy,
  stricter,
  accepts: (value) => !URL.canParse(value) || !entraHosts.test(hostOf(value)),
});

export const publicIssuer = table.text({
  id: "public-issuer",
  appliesTo,
  expected:
    "an issuer on a public host: neither localhost, a single word, a private or reserved IP address, nor under .local, .internal, .svc and the like",
  source: source.tokens,
  remedy:
    "Microsoft Entra fetches the issuer's keys over the internet: set the API server's `--service-account-issuer` to a public URL that serves them.",
  stricter,
  accepts: (value) => !URL.canParse(value) || isPublicHost(hostOf(value)),
});

export const aksIssuer = table.text({
  id: "aks-issuer",
  appliesTo,
  expected: "the issuer of an AKS or Arc-connected cluster with its final slash",
  source: source.aksIssuer,
  remedy: "Add the slash: the tokens of these clusters have it, and Entra compares byte for byte.",
  stricter,
  accepts: (value) =>
    !/^https:\/\/(?:oidc|[^/]+\.oic)\.prod-(?:aks|arc)\.azure\.[a-z]+(?:[:/]|$)/i.test(value) ||
    value.endsWith("/"),
});

export const slashlessIssuer = table.text({
  id: "slashless-issuer",
  appliesTo,
  expected: "the issuer of an EKS or GKE cluster without a final slash",
  source:
    "EKS documentation, IAM roles for service accounts; GKE documentation, workload identity federation: their issuers",
  remedy: "Remove the slash: the tokens of these clusters have none, and Entra compares byte for byte.",
  stricter,
  accepts: (value) =>
    !/^https:\/\/(?:oidc[-.]eks\.[^/]+|container\.googleapis\.com)\//i.test(value) || !value.endsWith("/"),
});

/** The URL parser brings the host into its one spelling, numbers included. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/\.$/, "");
}

function hasWholeLabels(host: string): boolean {
  return host.length <= 253 && host.split(".").every((label) => label.length > 0 && label.length <= 63);
}
