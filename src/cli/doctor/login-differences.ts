/** Which value of the login differs, as far as a stack can tell. */

import { quote } from "../../model/quote";
import { tokenAudience } from "../../model/vocabulary";
import { differ, isSame, isText, type Value } from "../stack/value";
import { keyOf } from "../stack/workload";
import type { Finding, Link } from "./finding";
import {
  type Context,
  changedSince,
  inputOf,
  minutesUntilInForce,
  pending,
  refresh,
  show,
  waiting,
} from "./rule";

export function tenantDiffers({ facts, workload }: Context): Finding {
  const declared = workload?.identity.tenantId;
  const same = isSame(declared, facts.tenant);
  const applied = "The SecretProviderClass in the cluster names another tenant than the stack.";
  return {
    link: "tenant",
    status: "differs",
    text: same || !isText(declared) ? `No tenant ${show(facts.tenant)} exists in this cloud.` : applied,
    ...(isText(declared) && !same && { expected: declared }),
    found: facts.tenant,
    fix: same ? ["Set `cloud` to the cloud that the tenant is in."] : refresh,
  };
}

export function clientDiffers({ facts, workload, now }: Context): Finding {
  const link: Link = "client id";
  const { clientId: found, tenant } = facts;
  const expected = workload?.identity.clientId;
  const base = { link, status: "differs" as const, found };
  const is = (value: Value) => isSame(value, found);
  if (workload === undefined || !isText(expected)) {
    const text = `Tenant ${show(tenant)} has no application or managed identity with the client id ${show(found)}.`;
    return { ...base, text, fix: ["Use the output `clientId`: neither an object id nor a resource id."] };
  }
  if (is(expected)) {
    const age = pending(workload.identity.own?.changed, now, minutesUntilInForce.credential);
    if (age !== undefined) return { link, ...waiting(age, "The identity") };
    const { tenantId } = workload.identity;
    if (isText(tenantId) && differ(tenantId, tenant)) {
      const text = "The client id is right, but it was looked for in another tenant than its own.";
      return { ...base, link: "tenant", text, expected: tenantId, found: tenant, fix: refresh };
    }
    return { ...base, text: `The identity of ${quote(workload.name)} no longer exists.`, fix: refresh };
  }
  const isObject = is(workload.identity.principalId);
  return {
    ...base,
    text: isObject
      ? "The object id of the identity stands where its client id belongs."
      : "Another client id was used than the identity has.",
    expected,
    fix: [
      `The parameter clientID of the SecretProviderClass, or the SDK's client id, has to be ${expected}.`,
      ...refresh,
    ],
  };
}

export function issuerDiffers(context: Context): Finding {
  const { facts, workload } = context;
  const presented = facts.issuer;
  if (workload === undefined || presented === undefined) {
    return {
      link: "issuer",
      status: "differs",
      text: `The identity has no federated credential with the issuer ${show(presented)} of the pod's cluster.`,
      ...(presented !== undefined && { expected: presented }),
      fix: [
        "Compare byte for byte, final slash included: az identity federated-credential list --resource-group <group> --identity-name <identity>",
      ],
    };
  }
  const { credentials } = workload;
  if (credentials.some(({ issuer }) => issuer === presented))
    return storedButNotFound(context, "credential", "The issuer");
  const near = credentials.find(({ issuer }) => isText(issuer) && bare(issuer) === bare(presented));
  if (near !== undefined) {
    const key = keyOf(workload, near.resource);
    return {
      link: "issuer",
      status: "differs",
      text: `The issuer of the credential differs from the cluster's in ${difference(presented, String(near.issuer))}.`,
      expected: presented,
      found: String(near.issuer),
      fix: [`${inputOf("clusters", key)}.oidcIssuerUrl: ${quote(presented)}`, ...refresh],
    };
  }
  const trusted = credentials.map(({ issuer }) => issuer).filter(isText);
  return {
    link: "issuer",
    status: "differs",
    text: `The pod runs in a cluster that ${quote(workload.name)} does not trust.`,
    expected: trusted.join(" or ") || "no cluster: `clusters` is not given",
    found: presented,
    fix: [
      "If it is a cluster of the stack that was created again, pulumi up takes over its new issuer; where the program states an oidcIssuerUrl, change it there.",
      `Or add the cluster: clusters: { "<key>": { oidcIssuerUrl: ${quote(presented)} } }; for AKS, its name and resource group will do.`,
    ],
  };
}

export function subjectDiffers(context: Context): Finding {
  const { facts, workload } = context;
  const presented = facts.subject;
  if (workload === undefined || presented === undefined) {
    return {
      link: "subject",
      status: "differs",
      text:
        presented === undefined
          ? "No federated credential of the identity fits the subject of the pod's token. The error does not name the subject: pass the whole event."
          : `The identity has no federated credential for ${show(presented)}, which is who the pod is.`,
      ...(presented !== undefined && { found: presented }),
      fix: [
        "Let the pod run as the service account that the component outputs: `serviceAccountName`, in `namespace`.",
      ],
    };
  }
  const declared = workload.credentials.map(({ subject }) => subject).filter(isText);
  if (declared.includes(presented)) return storedButNotFound(context, "subject", "The subject");
  const [, , namespace = "", account = ""] = presented.split(":");
  const expected = declared[0];
  const [, , ownNamespace, ownAccount] = expected?.split(":") ?? [];
  return {
    link: "service account",
    status: "differs",
    text:
      `The pod runs as service account ${quote(account)} in namespace ${quote(namespace)}, ` +
      `and ${quote(workload.name)} gives access to ${quote(ownAccount ?? "another")} in ${quote(ownNamespace ?? "another")}.`,
    ...(expected !== undefined && { expected }),
    found: presented,
    fix: [
      `In the pod spec: serviceAccountName: ${ownAccount ?? "<output serviceAccountName>"}` +
        (namespace === ownNamespace ? "" : `, in namespace ${ownNamespace}`),
      `Or give access to these pods instead: namespace: ${quote(namespace)}, serviceAccount: { name: ${quote(account)} }`,
    ],
  };
}

export function audienceDiffers(context: Context): Finding {
  const { facts, workload } = context;
  const declared = workload?.credentials.map(({ audience }) => audience).filter(isText) ?? [];
  if (facts.audience === tokenAudience || facts.audience === undefined) {
    const other = declared.find((one) => one !== tokenAudience);
    if (other === undefined && workload !== undefined)
      return storedButNotFound(context, "audience", "The audience");
    return {
      link: "audience",
      status: "differs",
      text: "The credential is for another audience than the token. It is the same in every cloud.",
      expected: tokenAudience,
      ...(other !== undefined && { found: other }),
      fix: refresh,
    };
  }
  return {
    link: "tokens",
    status: "differs",
    text: "The token that was used is for another audience.",
    expected: tokenAudience,
    found: facts.audience,
    fix: [
      `A pod that projects a token of its own: serviceAccountToken: { audience: ${tokenAudience} }`,
      "With the output `podLabels`, the webhook projects one with the right audience.",
      "For a mount: kubectl get csidriver secrets-store.csi.k8s.io --output yaml (spec.tokenRequests lists the audiences)",
    ],
  };
}

/** The stack has the very value: not in force yet, or changed since. */
export function storedButNotFound({ workload, facts, now }: Context, link: Link, what: string): Finding {
  const { credentials = [] } = workload ?? {};
  const one = credentials.find(({ issuer }) => issuer === facts.issuer) ?? credentials[0];
  const age = pending(one?.resource.changed, now, minutesUntilInForce.credential);
  if (age !== undefined)
    return { link, ...waiting(age, `The federated credential ${quote(one?.resource.name ?? "")}`) };
  return {
    link,
    status: "differs",
    text: `${what} in the stack is the pod's. ${changedSince}`,
    ...(link === "subject" && { expected: facts.subject }),
    ...(link === "audience" && { expected: tokenAudience }),
    ...(link === "credential" && { expected: facts.issuer }),
    fix: refresh,
  };
}

const bare = (issuer: string) => issuer.toLowerCase().replace(/\/+$/, "");

export function difference(expected: string, found: string): string {
  if (expected === `${found}/`) return "its final slash, which is missing";
  if (`${expected}/` === found) return "a final slash too many";
  return "letter case or slashes";
}
