/** What Entra's login answers. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */

import { isText } from "../stack/value";
import {
  audienceDiffers,
  clientDiffers,
  issuerDiffers,
  storedButNotFound,
  subjectDiffers,
  tenantDiffers,
} from "./login-differences";
import { type Context, type ErrorRule, noConnection, show } from "./rule";

export const loginErrors: readonly ErrorRule[] = [
  {
    says: new RegExp(`https://(login\\.[-a-z.]+)/[^\\n]*${noConnection}`),
    explain: (_context, [host = ""]) => ({
      link: "login",
      status: "differs",
      text: `The node does not reach ${host}, where the token of the pod is exchanged.`,
      fix: [
        `Let the nodes reach ${host} on port 443: firewall, route table, proxy and DNS of their network.`,
      ],
    }),
  },
  {
    // [EN reference-error-codes] the tenant is none, or of another cloud
    says: /AADSTS(?:90002|900023|900021|16000(?!\d))\b/,
    explain: (context) => tenantDiffers(context),
  },
  { says: /AADSTS(?:700016|700038)\b/, explain: (context) => clientDiffers(context) },
  {
    says: /AADSTS7000229\b/,
    explain: ({ facts }) => ({
      link: "client id",
      status: "differs",
      text: `The application ${show(facts.clientId)} has no service principal in tenant ${show(facts.tenant)}.`,
      fix: [`az ad sp create --id ${facts.clientId ?? "<client id>"}`],
    }),
  },
  {
    says: /AADSTS500011\b/,
    explain: () => ({
      link: "tenant",
      status: "differs",
      text: "The tenant does not know Key Vault under the name that was asked for: cloud and tenant do not fit.",
      fix: ["Set `cloud` to the cloud of the tenant, or leave it out for the public cloud."],
    }),
  },
  { says: /AADSTS700211\b/, explain: (context) => issuerDiffers(context) },
  {
    says: /AADSTS700213\b/,
    explain: (context) => (isOfOtherIssuer(context) ? issuerDiffers : subjectDiffers)(context),
  },
  { says: /AADSTS(?:700212|700214)\b/, explain: (context) => audienceDiffers(context) },
  {
    // Until 2024 one number for issuer and subject; the text may name them.
    says: /AADSTS(?:70021|700223)\b/,
    explain: (context) => {
      const { facts, workload } = context;
      const known = workload?.credentials ?? [];
      if (isOfOtherIssuer(context)) return issuerDiffers(context);
      if (facts.subject !== undefined && !known.some(({ subject }) => subject === facts.subject)) {
        return subjectDiffers(context);
      }
      return storedButNotFound(context, "credential", "Issuer and subject");
    },
  },
  {
    says: /AADSTS(?:501661|50166|90061)\b/,
    explain: ({ facts, workload }) => {
      const issuer = facts.issuer ?? workload?.credentials.map((one) => one.issuer).find(isText);
      return {
        link: "issuer",
        status: "differs",
        text: "Entra cannot read the issuer's keys: the issuer has to be reachable from the internet, over https.",
        expected: `${issuer ?? "<issuer>"}${issuer?.endsWith("/") === false ? "/" : ""}.well-known/openid-configuration answers`,
        fix: [
          "Publish the discovery document and the keys under the issuer's URL, without a private network.",
        ],
      };
    },
  },
  {
    says: /AADSTS(?:7000272|700027|50013|5000224)\b/,
    explain: () => ({
      link: "issuer",
      status: "differs",
      text: "The token is signed with a key that the issuer does not publish: the cluster was created again under the same issuer, or its keys were rotated and the published ones are old.",
      fix: [
        "Publish the cluster's present keys under its issuer (kubectl get --raw /openid/v1/jwks prints them).",
      ],
    }),
  },
  {
    says: /AADSTS700024\b/,
    explain: () => ({
      link: "issuer",
      status: "differs",
      text: "The token of the service account is not valid at this time: the clock of the node or the API server is wrong, or the token has ended.",
      fix: ["Compare the two times in the error; then start the pod again: kubectl delete pod <pod>"],
    }),
  },
  {
    says: /AADSTS(?:7000215|7000218|7000222)\b/,
    explain: () => ({
      link: "class",
      status: "differs",
      text: "The login was tried with a client secret, not with the token of the service account.",
      fix: ["Take nodePublishSecretRef out of the pod's volume: use the output `volumes` as it is."],
    }),
  },
  {
    says: /AADSTS5300\d\b/,
    explain: () => ({
      link: "client id",
      status: "differs",
      text: "A Conditional Access policy for workload identities blocks this identity.",
      fix: ["Ask who administers Entra to look into the sign-in log for the client id."],
    }),
  },
];

/** The error names an issuer that no credential of the stack trusts. */
function isOfOtherIssuer({ facts, workload }: Context): boolean {
  const known = workload?.credentials ?? [];
  return facts.issuer !== undefined && !known.some(({ issuer }) => issuer === facts.issuer);
}
