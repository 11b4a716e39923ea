import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { quote } from "../model/quote";
import { formatResourceId, resourceType } from "../model/resource-id";
import { describeRoleGrant, scopeOf } from "../model/role-grants";
import { grantsAccessTo, permissionsOf, roleGrantsOf, type VaultAccess } from "../model/vault-access";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { logNotices, notice } from "../pulumi/notices";
import { azureThingOf, describeOwner, type Entry, reserve, type Thing } from "../pulumi/reservations";
import { serialize } from "../pulumi/serialize";
import { externalGrants } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { list, show } from "../rules/show";
import type { ClientConfig, NormalizedKeyVault, WorkloadIdentity } from "../workload";
import { createAccessPolicy } from "./access-policy";
import { reserveGrant } from "./reserve-grant";
import { createRoleAssignment } from "./role-assignment";
import { checkVault } from "./vault-settings";

/** The identity, and the service account that acts as it, for the descriptions of role assignments. */
export interface Grantee extends WorkloadIdentity {
  readonly namespace: pulumi.Input<string>;
  readonly serviceAccountName: pulumi.Input<string>;
}

/** Compares each vault with its live settings, and grants the grantee what the vault's objects need. */
export function createGrants(
  context: ComponentContext,
  grantee: Grantee,
  vaults: readonly NormalizedKeyVault[],
  client: pulumi.Output<ClientConfig>,
  cloudName: string | undefined,
): pulumi.Resource[] {
  return vaults.flatMap((vault) => {
    checkVault(context, vault, client, cloudName);
    const vaultId = derive([vault.vault, client], ([reference, { subscriptionId }]) =>
      formatResourceId(resourceType.vault, reference, subscriptionId),
    );
    context.issues.reportLive(reserveGrants(context, grantee.thing, vault, vaultId));
    return createGrant(context, grantee, vault, vaultId);
  });
}

function createGrant(
  context: ComponentContext,
  grantee: Grantee,
  { key, vault, access }: NormalizedKeyVault,
  vaultId: pulumi.Input<string>,
): pulumi.Resource[] {
  const assignments = roleGrantsOf(access).map((grant) => {
    const name = childName.grant(context.name, key, grant.slug);
    const scope = derive(vaultId, (id) => scopeOf(grant, id));
    const can = derive(vault.name, (text) => describeRoleGrant(grant, `vault ${quote(text)}`));
    const inputs = { ...grantee, scope, roleGuid: grant.role.guid, can };
    return createRoleAssignment(name, inputs, childOptions(context));
  });
  const permissions = permissionsOf(access);
  if (Object.keys(permissions).length === 0) return assignments;
  const policies = serialize(context, vaultId, [childName.policy(context.name, key)], (name, opts) =>
    createAccessPolicy(name, { ...grantee, vault, permissions }, opts),
  );
  return [...assignments, ...policies];
}

async function reserveGrants(
  context: ComponentContext,
  identity: Promise<Thing>,
  vault: NormalizedKeyVault,
  vaultId: pulumi.Input<string>,
): Promise<Issue[]> {
  const { path, access } = vault;
  const [principal, scope] = [await identity, await azureThingOf(vaultId, ["Vault", "KeyVault"])];
  const self = { token: context.token, path };
  const issues = grantNames(access).flatMap((grant) =>
    reserveGrant(context, { principal, scope, grant, self, of: "vault" }),
  );
  const things = [principal, scope];
  const detail = { access, files: vault.files };
  const entries = [...reserve("access", things, self, detail), { owner: self, detail }];
  void context.barrier.passed.then(() => warnOfUngranted(context, entries)).catch(() => {});
  // One mistake, whatever the number of grants.
  return issues.slice(0, 1);
}

function grantNames(access: VaultAccess): string[] {
  const hasPolicy = Object.keys(permissionsOf(access)).length > 0;
  const assignments = roleGrantsOf(access).map((grant) => scopeOf(grant, grant.role.guid).toLowerCase());
  return [...assignments, ...(hasPolicy ? ["access policy"] : [])];
}

/** Where some of a program's components grant access to a vault, those that leave it to them rely on it. */
function warnOfUngranted(
  { resource }: ComponentContext,
  entries: readonly Omit<Entry<Pick<NormalizedKeyVault, "access" | "files">>, "things">[],
): void {
  const granting = entries.filter(({ detail }) => grantNames(detail.access).length > 0);
  const [first] = granting;
  if (!first) return;
  // What a component grants itself is never missing.
  for (const { owner, detail } of entries) {
    const missing = detail.files.filter(
      (file) => !granting.some((one) => grantsAccessTo(one.detail.access, file)),
    );
    if (missing.length === 0) continue;
    const files = list(missing.map(({ fileName }) => show(fileName)));
    const found = { received: files, fill: { other: describeOwner(first.owner, owner) } };
    logNotices(
      [owner.token.name, owner.path],
      [notice(externalGrants, `${owner.path}.grants`, found)],
      resource,
    );
  }
}
