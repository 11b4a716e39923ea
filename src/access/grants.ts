import * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { formatResourceId, type ResourceReference, resourceType } from "../model/resource-id";
import { grantsAccessTo, type VaultAccess } from "../model/vault-access";
import type { VaultObject } from "../model/vault-object";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { logNotices, notice } from "../pulumi/notices";
import { azureThingOf, describeOwner, type Owner, reserve, type Thing } from "../pulumi/reservations";
import { serialize } from "../pulumi/serialize";
import { externalGrants, grantedOnce } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";
import { list, show } from "../rules/show";
import { createAccessPolicy } from "./access-policy";
import { createRoleAssignment } from "./role-assignment";
import { checkVault } from "./vault-settings";

interface GrantedVault {
  readonly key: string;
  readonly path: string;
  readonly vault: pulumi.Output<ResourceReference>;
  readonly tenantId?: pulumi.Output<string>;
  readonly permissionModel: string;
  readonly access: VaultAccess;
  readonly files: readonly VaultObject[];
}

interface Grantee {
  readonly principalId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly thing: Promise<Thing>;
  /** The service account that acts as it, for the descriptions of role assignments. */
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
}

/** Compares each vault with its live settings, and grants the grantee what the vault's objects need. */
export function createGrants(
  context: ComponentContext,
  grantee: Grantee,
  vaults: readonly GrantedVault[],
  client: pulumi.Output<{ subscriptionId: string; tenantId: string }>,
  cloudName: string | undefined,
): pulumi.Resource[] {
  return vaults.flatMap((vault) => {
    checkVault(context, { ...vault, cloud: cloudName }, client);
    const vaultId = pulumi
      .all([vault.vault, client])
      .apply(([reference, { subscriptionId }]) =>
        formatResourceId(resourceType.vault, reference, subscriptionId),
      );
    context.issues.reportLive(reserveGrants(context, grantee.thing, vault, vaultId));
    return createGrant(context, grantee, vault, vaultId, client.subscriptionId);
  });
}

function createGrant(
  context: ComponentContext,
  grantee: Grantee,
  { key, vault, access }: GrantedVault,
  vaultId: pulumi.Output<string>,
  subscriptionId: pulumi.Output<string>,
): pulumi.Resource[] {
  switch (access.kind) {
    case "external":
      return [];
    case "roles":
      return access.grants.map((grant) => {
        const name = childName.grant(context.name, key, grant.slug);
        return createRoleAssignment(
          name,
          grant,
          { ...grantee, vault, subscriptionId },
          childOptions(context),
        );
      });
    case "policy":
      if (Object.keys(access.permissions).length === 0) return [];
      return serialize(context, vaultId, [childName.policy(context.name, key)], (name, opts) =>
        createAccessPolicy(name, { ...grantee, vault, permissions: access.permissions }, opts),
      );
  }
}

/** Azure refuses the second of two equal grants, and its message does not say what the first one is. */
async function reserveGrants(
  context: ComponentContext,
  identity: Promise<Thing>,
  vault: GrantedVault,
  vaultId: pulumi.Output<string>,
): Promise<Issue[]> {
  const { path, access } = vault;
  const things = [await identity, await azureThingOf(vaultId, ["Vault", "KeyVault"])];
  const self = { token: context.token, path };
  const earlier = grantNames(access).flatMap((grant) =>
    reserve("grant", [...things, { value: grant }], self, undefined),
  );
  const detail = { access, files: vault.files };
  const entries = [...reserve("access", things, self, detail), { owner: self, detail }];
  void context.barrier.passed.then(() => warnOfUngranted(context, entries)).catch(() => {});
  const [first] = earlier;
  return first ? [issue(grantedOnce, `${path}.grants`, { received: describeOwner(first.owner, self) })] : [];
}

function grantNames(access: VaultAccess): string[] {
  if (access.kind === "roles") return access.grants.map(({ slug }) => slug);
  return access.kind === "policy" && Object.keys(access.permissions).length > 0 ? ["access policy"] : [];
}

/** Where some of a program's components grant access to a vault, those that leave it to them rely on it. */
function warnOfUngranted(
  { resource }: ComponentContext,
  entries: readonly { readonly owner: Owner; readonly detail: Pick<GrantedVault, "access" | "files"> }[],
): void {
  const granting = entries.filter(({ detail }) => grantNames(detail.access).length > 0);
  const [first] = granting;
  if (!first) return;
  for (const { owner, detail } of entries.filter((one) => one.detail.access.kind === "external")) {
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
