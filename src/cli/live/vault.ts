import { quote } from "../../model/quote";
import { collectionOf } from "../../model/vault-object";
import { isOnVault } from "../access/coverage";
import type { Finding } from "../doctor/finding";
import { refresh } from "../doctor/rule";
import type { Grant } from "../stack/chain";
import { differ, isSame, isText, listAt, textAt } from "../stack/value";
import type { Workload } from "../stack/workload";
import { az, differs, fine, type Look } from "./look";

export function vaultLook(workload: Workload, vault: string): Look {
  return az("vault", ["keyvault", "show", "--name", vault], (answer) => readVault(workload, vault, answer));
}

function readVault(workload: Workload, vault: string, answer: unknown): Finding[] {
  if (answer === undefined) {
    const fix = [`az keyvault list-deleted --query "[?name=='${vault}']" (a deleted vault can be recovered)`];
    return [differs("vault", `The vault ${quote(vault)} does not exist, or you may not see it.`, { fix })];
  }
  const usesRoles = textAt(answer, "properties", "enableRbacAuthorization") === "true";
  const own = workload.grants.filter((grant) => isOnVault(grant, vault));
  const kinds = new Set(own.map(({ kind }) => kind));
  // With permissionModel Both, the stack grants in both ways, and the vault may decide by either.
  const declared = kinds.size === 1 ? kinds.has("role") : undefined;
  const [expected, found] = [
    declared ? "AzureRbac" : "AccessPolicy",
    usesRoles ? "AzureRbac" : "AccessPolicy",
  ];
  const tenantId = textAt(answer, "properties", "tenantId");
  const { identity } = workload;
  const isOther = identity.kind === "managed identity" && differ(tenantId, identity.tenantId);
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
            found: String(tenantId),
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
  const entry = listAt(answer, "properties", "accessPolicies").find((one) =>
    isSame(textAt(one, "objectId"), principalId),
  );
  const missing = Object.entries(grant.permissions).flatMap(([kind, verbs]) => {
    const has = listAt(entry, "permissions", kind).map((verb) => String(verb).toLowerCase());
    return verbs
      .filter((verb) => !has.includes(verb.toLowerCase()) && !has.includes("all"))
      .map((verb) => `${kind} ${verb}`);
  });
  if (missing.length === 0) return [fine("grant", `access policy in ${quote(vault)}`)];
  const text = `The access policy of the identity in vault ${quote(vault)} lacks permissions.`;
  return [differs("grant", text, { expected: missing.join(", "), fix: refresh })];
}

export function assignmentLook({ identity }: Workload, grant: Grant): Look[] {
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
    az("grant", args, (answer) => {
      const roles = (Array.isArray(answer) ? answer : []).map((one) => textAt(one, "roleDefinitionId"));
      const has = roles.some((one) => isText(one) && isText(role) && one.toLowerCase().endsWith(role));
      if (has) return [fine("grant", quote(resource.name))];
      const text = `The role assignment ${quote(resource.name)} is not there.`;
      return [differs("grant", text, { expected: `a role assignment on ${scope}`, fix: refresh })];
    }),
  ];
}

/** Names only: no value is asked for. */
export function objectLooks({ classes }: Workload, vault: string): Look[] {
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
