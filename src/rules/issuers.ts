/** OIDC issuers: a wrong one is accepted by Azure, and fails at the first mount. */

import type { TextRule } from "./rule";
import * as source from "./sources";

const appliesTo = ["clusters.<key>.oidcIssuerUrl"];
const remedy = "`kubectl get --raw /.well-known/openid-configuration` shows the issuer.";

export const issuerUrl: TextRule = {
  id: "issuer-url",
  appliesTo,
  expected:
    "an OIDC issuer URL: https, at most 600 characters, byte for byte the `iss` of the cluster's tokens",
  source: source.federation,
  remedy,
  checked: "once known",
  // The URL parser drops control characters at the edges: Entra would compare them all the same.
  accepts: (value) =>
    value.length <= 600 &&
    /^https:\/\/[^\s\p{C}/?#@*]+(?:\/[^\s\p{C}?#*]*)?$/u.test(value) &&
    URL.canParse(value),
};

export const publicIssuer: TextRule = {
  id: "public-issuer",
  appliesTo,
  expected:
    "an issuer on a public host: neither localhost, a single word, a private IP address, nor under .local, .internal or .svc",
  source: source.tokens,
  remedy:
    "Microsoft Entra fetches the issuer's keys over the internet: set the API server's `--service-account-issuer` to a public URL that serves them.",
  stricter: { later: "Azure takes it, and every mount fails" },
  checked: "once known",
  accepts: (value) => !URL.canParse(value) || isPublic(new URL(value).hostname),
};

export const aksIssuer: TextRule = {
  id: "aks-issuer",
  appliesTo,
  expected: "the issuer of an AKS cluster with its final slash",
  source: source.aksIssuer,
  remedy: "Add the slash: the tokens of AKS have it, and Entra compares byte for byte.",
  stricter: { later: "Azure takes it, and every mount fails" },
  checked: "once known",
  accepts: (value) =>
    !/^https:\/\/(?:oidc|[^/]+\.oic)\.prod-aks\.azure\.[a-z]+(?:[:/]|$)/i.test(value) || value.endsWith("/"),
};

const privateName = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|svc)$|\.svc\./;
const privateIpv4 =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
/** Unspecified, loopback, IPv4 in IPv6, unique local, link-local. */
const privateIpv6 = /^\[(?:::|f[cd]|fe[89ab])/;

/** The URL parser has brought the host into its one spelling, numbers included. */
function isPublic(host: string): boolean {
  if (host.startsWith("[")) return !privateIpv6.test(host);
  const name = host.replace(/\.$/, "");
  return !privateName.test(name) && !privateIpv4.test(name);
}
