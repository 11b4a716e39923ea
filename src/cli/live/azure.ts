/** What Azure and Entra have, by the user's az. */

import { quote } from "../../model/quote";
import { tokenAudience } from "../../model/vocabulary";
import { collectionOf } from "../doctor/coverage";
import type { Finding } from "../doctor/finding";
import { inputOf } from "../doctor/rule";
import type { Credential, Grant } from "../stack/chain";
import { isText, listAt, textAt, words } from "../stack/value";
import { isAssignedRole, keyOf, type Workload } from "../stack/workload";
import { differs, fine, type Look } from "./look";

const update = ["pulumi refresh", "pulumi up"];

export function azureLooks(workload: Workload): Look[] {
  const vaults = [...new Set(workload.classes.map(({ vault }) => vault))].filter(isText);
  return [
    ...identityLooks(workload),
    ...workload.credentials.flatMap(({ issuer }) => (isText(issuer) ? [discoveryLook(issuer)] : [])),
    ...vaults.map((vault) =>
      az("vault", ["keyvault", "show", "--name", vault], (answer) => readVault(workload, vault, answer)),
    ),
    ...workload.grants.flatMap((grant) => assignmentLook(workload, grant)),
    ...vaults.flatMap((vault) => objectLooks(workload, vault)),
  ];
}

function az(link: Look["link"], args: readonly string[], read: Look["read"]): Look {
  return { link, program: "az", args: [...args, "--output", "json"], read };
}

function identityLooks(workload: Workload): Look[] {
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
    return [differs("client id", `The identity ${words(identity.name)} does not exist.`, { fix: update })];
  const [clientId, tenantId] = [textAt(answer, "clientId"), textAt(answer, "tenantId")];
  const other = classes.find(
    (one) => isText(one.clientId) && isText(clientId) && !same(one.clientId, clientId),
  );
  const elsewhere = classes.find(
    (one) => isText(one.tenantId) && isText(tenantId) && !same(one.tenantId, tenantId),
  );
  const value = (text: unknown) => String(text);
  return [
    other
      ? differs("client id", "The SecretProviderClass names another client id than the identity has.", {
          expected: value(clientId),
          found: value(other.clientId),
          fix: update,
        })
      : fine("client id", words(clientId)),
    elsewhere
      ? differs("tenant", "The identity is of another tenant than the SecretProviderClass names.", {
          expected: value(tenantId),
          found: value(elsewhere.tenantId),
          fix: update,
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
      return [differs("audience", text, { expected: tokenAudience, found: words(audience), fix: update })];
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
    return differs("credential", `The federated credential of ${where} is not there.`, { fix: update });
  }
  const link = textAt(near, "issuer") === issuer ? "subject" : "issuer";
  const [expected, found] = [link === "issuer" ? issuer : subject, textAt(near, link)];
  return differs(link, `The ${link} of the credential of ${where} is not as the stack declares it.`, {
    expected: isText(expected) ? expected : words(expected),
    found: isText(found) ? found : words(found),
    fix: update,
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
      return [differs("issuer", text, { expected: words(found), found: issuer, fix: update })];
    },
  };
}

function readVault(workload: Workload, vault: string, answer: unknown): Finding[] {
  if (answer === undefined) {
    const fix = [`az keyvault list-deleted --query "[?name=='${vault}']" (a deleted vault can be recovered)`];
    return [differs("vault", `The vault ${quote(vault)} does not exist, or you may not see it.`, { fix })];
  }
  const usesRoles = textAt(answer, "properties", "enableRbacAuthorization") === "true";
  const own = workload.grants.filter((grant) => onVault(grant, vault) && !isAssignedRole(workload, grant));
  const kinds = new Set(own.map(({ kind }) => kind));
  // With permissionModel Both, the stack grants in both ways, and the vault may decide by either.
  const declared = kinds.size === 1 ? kinds.has("role") : undefined;
  const [expected, found] = [
    declared ? "AzureRbac" : "AccessPolicy",
    usesRoles ? "AzureRbac" : "AccessPolicy",
  ];
  const tenantId = textAt(answer, "properties", "tenantId");
  const { identity } = workload;
  const isOther =
    identity.kind === "managed identity" &&
    isText(tenantId) &&
    isText(identity.tenantId) &&
    !same(tenantId, identity.tenantId);
  const closed =
    textAt(answer, "properties", "publicNetworkAccess") === "Disabled" ||
    textAt(answer, "properties", "networkAcls", "defaultAction") === "Deny";
  return [
    closed
      ? {
          link: "vault",
          status: "not checked",
          text: `${quote(vault)} is closed to the public network: the nodes need a private endpoint or a rule.`,
        }
      : fine("vault", `${quote(vault)}, open to the network`),
    ...(isOther
      ? [
          differs("tenant", "The vault belongs to another tenant than the identity.", {
            expected: String(identity.tenantId),
            found: tenantId,
          }),
        ]
      : []),
    declared !== undefined && declared !== usesRoles
      ? differs("permission model", `Vault ${quote(vault)} does not decide by what the stack grants.`, {
          expected,
          found,
          fix: [`Set permissionModel: "${found}" for the vault.`],
        })
      : fine("permission model", `${found} in ${quote(vault)}`),
    ...own.flatMap((grant) => (grant.kind === "policy" ? policyEntry(workload, grant, vault, answer) : [])),
  ];
}

function policyEntry(
  { identity }: Workload,
  grant: Grant & { kind: "policy" },
  vault: string,
  answer: unknown,
): Finding[] {
  const { principalId } = identity;
  if (!isText(principalId)) return [];
  const entry = listAt(answer, "properties", "accessPolicies").find((one) => {
    const objectId = textAt(one, "objectId");
    return isText(objectId) && same(objectId, principalId);
  });
  const missing = Object.entries(grant.permissions).flatMap(([kind, verbs]) => {
    const has = listAt(entry, "permissions", kind).map((verb) => String(verb).toLowerCase());
    return verbs
      .filter((verb) => !has.includes(verb.toLowerCase()) && !has.includes("all"))
      .map((verb) => `${kind} ${verb}`);
  });
  if (missing.length === 0) return [fine("grant", `access policy in ${quote(vault)}`)];
  const text = `The access policy of the identity in vault ${quote(vault)} lacks permissions.`;
  return [differs("grant", text, { expected: missing.join(", "), fix: update })];
}

function assignmentLook(workload: Workload, grant: Grant): Look[] {
  const { identity } = workload;
  const link = isAssignedRole(workload, grant) ? "role" : "grant";
  if (grant.kind !== "role" || !isText(grant.scope) || !isText(identity.principalId)) return [];
  const { role, scope, resource } = grant;
  const args = [
    "role",
    "assignment",
    "list",
    "--assignee",
    identity.principalId,
    "--scope",
    scope,
    "--include-inherited",
  ];
  return [
    az(link, args, (answer) => {
      const roles = (Array.isArray(answer) ? answer : []).map((one) => textAt(one, "roleDefinitionId"));
      const has = roles.some((one) => isText(one) && isText(role) && one.toLowerCase().endsWith(role));
      if (has) return [fine(link, quote(resource.name))];
      const text = `The role assignment ${quote(resource.name)} is not there.`;
      return [differs(link, text, { expected: `a role assignment on ${scope}`, fix: update })];
    }),
  ];
}

/** Names only: no value is asked for. */
function objectLooks({ classes }: Workload, vault: string): Look[] {
  const objects = classes.filter((one) => one.vault === vault).flatMap((one) => one.objects ?? []);
  const kinds = ["secret", "key", "cert"] as const;
  return kinds.flatMap((kind) => {
    const wanted = [
      ...new Set(objects.filter((one) => one.objectType === kind).map((one) => one.objectName)),
    ];
    if (wanted.length === 0) return [];
    const noun = collectionOf[kind].replace(/s$/, "");
    const args = ["keyvault", noun, "list", "--vault-name", vault, "--query", "[].name"];
    // A certificate is a secret and a key as well, which a plain list leaves out.
    const all = kind === "cert" ? args : [...args, "--include-managed", "true"];
    return [
      az("object", all, (answer) => {
        const names = (Array.isArray(answer) ? answer : []).map((one) => String(one).toLowerCase());
        const missing = wanted.filter((one) => !names.includes(one.toLowerCase()));
        if (missing.length === 0)
          return [fine("object", `${wanted.map(quote).join(", ")} in ${quote(vault)}`)];
        const text = `Vault ${quote(vault)} has no ${noun} ${missing.map(quote).join(", ")}.`;
        return [
          differs("object", text, {
            fix: ["Create it, or correct `objectName` or `objectType` in `keyVaults.<key>.objects`."],
          }),
        ];
      }),
    ];
  });
}

function onVault(grant: Grant, vault: string): boolean {
  const name = grant.kind === "policy" ? grant.vault : grant.scope;
  const on = isText(name) && grant.kind === "role" ? /\/vaults\/([^/]+)/i.exec(name)?.[1] : name;
  return isText(on) && same(on, vault);
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
