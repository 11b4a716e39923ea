import { tokenAudience } from "../../model/vocabulary";
import type { Finding } from "../doctor/finding";
import { inputOf, refresh } from "../doctor/rule";
import type { Credential } from "../stack/chain";
import { differ, isText, textAt, words } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import { az, differs, fine, type Look } from "./look";

/** The identity and its credentials, and the issuers that they trust. */
export function identityLooks(workload: Workload): Look[] {
  return [
    ...ownLooks(workload),
    ...workload.credentials.flatMap(({ issuer }) => (isText(issuer) ? [discoveryLook(issuer)] : [])),
  ];
}

function ownLooks(workload: Workload): Look[] {
  const { identity } = workload;
  const { name, resourceGroup, clientId } = identity;
  if (identity.kind === "application") {
    if (!isText(clientId)) return [];
    const list = ["ad", "app", "federated-credential", "list", "--id", clientId];
    return [az("credential", list, (answer) => readCredentials(workload, answer))];
  }
  if (!isText(name) || !isText(resourceGroup)) return [];
  const show = ["identity", "show", "--resource-group", resourceGroup, "--name", name];
  const list = [
    "identity",
    "federated-credential",
    "list",
    "--resource-group",
    resourceGroup,
    "--identity-name",
    name,
  ];
  return [
    az("client id", show, (answer) => readIdentity(workload, answer)),
    az("credential", list, (answer) => readCredentials(workload, answer)),
  ];
}

function readIdentity({ classes, identity }: Workload, answer: unknown): Finding[] {
  if (answer === undefined)
    return [differs("client id", `The identity ${words(identity.name)} does not exist.`, { fix: refresh })];
  const [clientId, tenantId] = [textAt(answer, "clientId"), textAt(answer, "tenantId")];
  const other = classes.find((one) => differ(one.clientId, clientId));
  const elsewhere = classes.find((one) => differ(one.tenantId, tenantId));
  const value = (text: unknown) => String(text);
  return [
    other
      ? differs("client id", "The SecretProviderClass names another client id than the identity has.", {
          expected: value(clientId),
          found: value(other.clientId),
          fix: refresh,
        })
      : fine("client id", words(clientId)),
    elsewhere
      ? differs("tenant", "The identity is of another tenant than the SecretProviderClass names.", {
          expected: value(tenantId),
          found: value(elsewhere.tenantId),
          fix: refresh,
        })
      : fine("tenant", words(tenantId)),
  ];
}

function readCredentials(workload: Workload, answer: unknown): Finding[] {
  const live = Array.isArray(answer) ? answer : [];
  return workload.credentials.flatMap((declared): Finding[] => {
    const where = inputOf("clusters", keyOf(workload, declared.resource));
    const { issuer, subject } = declared;
    const ofIssuer = live.filter((one) => textAt(one, "issuer") === issuer);
    const exact = ofIssuer.find((one) => textAt(one, "subject") === subject);
    if (exact !== undefined) {
      const audience = textAt(exact, "audiences", "0");
      if (audience === tokenAudience) return [fine("credential", `of ${where}, as declared`)];
      const text = `The credential of ${where} is for another audience.`;
      return [differs("audience", text, { expected: tokenAudience, found: words(audience), fix: refresh })];
    }
    return [notFound(declared, where, live)];
  });
}

/** The credential of the same name or issuer tells which value was changed. */
function notFound(
  { issuer, subject, resource }: Credential,
  where: string,
  live: readonly unknown[],
): Finding {
  const named =
    textAt(resource.outputs, "name") ?? textAt(resource.inputs, "federatedIdentityCredentialResourceName");
  const near =
    live.find((one) => isText(named) && textAt(one, "name") === named) ??
    live.find((one) => textAt(one, "subject") === subject || textAt(one, "issuer") === issuer);
  if (near === undefined) {
    return differs("credential", `The federated credential of ${where} is not there.`, { fix: refresh });
  }
  const link = textAt(near, "issuer") === issuer ? "subject" : "issuer";
  const [expected, found] = [link === "issuer" ? issuer : subject, textAt(near, link)];
  return differs(link, `The ${link} of the credential of ${where} is not as the stack declares it.`, {
    expected: isText(expected) ? expected : words(expected),
    found: isText(found) ? found : words(found),
    fix: refresh,
  });
}

/** [OpenID Connect Discovery 4] Entra reads the same document. */
function discoveryLook(issuer: string): Look {
  const url = `${issuer}${issuer.endsWith("/") ? "" : "/"}.well-known/openid-configuration`;
  return {
    link: "issuer",
    program: "GET",
    args: [url],
    read: (answer) => {
      if (answer === undefined) {
        const fix = ["Publish the issuer's discovery document and keys, reachable from the internet."];
        return [differs("issuer", `${url} is not there, and Entra has to read it.`, { fix })];
      }
      const found = textAt(answer, "issuer");
      if (found === issuer) return [fine("issuer", `${issuer}, published`)];
      const text = "The issuer calls itself otherwise than the credential does.";
      return [differs("issuer", text, { expected: words(found), found: issuer, fix: refresh })];
    },
  };
}
