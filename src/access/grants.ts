import * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { formatResourceId, type ResourceReference, resourceType } from "../model/resource-id";
import type { VaultAccess } from "../model/vault-access";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { reserve } from "../pulumi/program";
import { serialize } from "../pulumi/serialize";
import { settle } from "../pulumi/settle";
import { grantedOnce } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";
import { createAccessPolicy } from "./access-policy";
import { createRoleAssignment } from "./role-assignment";
import { checkVault } from "./vault-settings";

interface GrantedVault {
  readonly key: string;
  readonly path: string;
  readonly vault: pulumi.Output<ResourceReference>;
  readonly permissionModel: string;
  readonly access: VaultAccess;
}

interface Grantee {
  readonly principalId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly existing?: pulumi.Output<string>;
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
): pulumi.Resource[] {
  return vaults.flatMap((vault) => {
    checkVault(context, vault, client);
    const vaultId = pulumi
      .all([vault.vault, client])
      .apply(([reference, { subscriptionId }]) =>
        formatResourceId(resourceType.vault, reference, subscriptionId),
      );
    if (vault.access.kind !== "external") {
      const owner = grantee.existing ?? context.resource.urn;
      context.issues.reportLive(reserveGrants(owner, vault, vaultId));
    }
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
      return serialize(context, vaultId, [childName.policy(context.name, key)], (name, opts) =>
        createAccessPolicy(name, { ...grantee, vault, permissions: access.permissions }, opts),
      );
  }
}

/** Azure refuses the second of two equal grants, and its message does not say what the first one is. */
async function reserveGrants(
  owner: pulumi.Output<string>,
  vault: GrantedVault,
  vaultId: pulumi.Output<string>,
): Promise<Issue[]> {
  const [{ value: identity }, { value: id }] = await Promise.all([settle(owner), settle(vaultId)]);
  if (identity === undefined || id === undefined) return [];
  const { access } = vault;
  const grants = access.kind === "roles" ? access.grants.map(({ slug }) => slug) : ["policy"];
  const taken = grants.filter(
    (grant) => !reserve(["grant", identity.toLowerCase(), id.toLowerCase(), grant], vault),
  );
  return taken.length > 0 ? [issue(grantedOnce, `${vault.path}.grants`)] : [];
}
