import * as pulumi from "@pulumi/pulumi";
import { checkVault } from "../access/check-vault";
import { createAccessPolicy } from "../access/create-access-policy";
import { createRoleAssignments } from "../access/create-role-assignments";
import { childName } from "../model/names";
import { formatResourceId, resourceType } from "../model/resource-id";
import type { NormalizedKeyVault } from "../normalize-key-vaults";
import { isTaken } from "../pulumi/claims";
import { settle } from "../pulumi/settle";
import type { Issue } from "../validation/issue";
import { grantedOnce } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
import type { Construction } from "./construction";
import type { WorkloadIdentity } from "./identity";

/** Compares each vault with its live settings, and grants what its objects need. */
export function createGrants(construction: Construction, identity: WorkloadIdentity): pulumi.Resource[] {
  return construction.input.keyVaults.flatMap((vault) => {
    checkVault({ ...vault, client: construction.client }, construction.lookUps);
    if (vault.access.kind !== "external") {
      const of = identity.existing ?? construction.component.urn;
      construction.gate.checkLookup(grantedTwice(construction, vault, of));
    }
    return createGrant(construction, vault, identity);
  });
}

function createGrant(
  construction: Construction,
  { key, vault, access }: NormalizedKeyVault,
  { principalId, tenantId }: WorkloadIdentity,
): pulumi.Resource[] {
  const { component, name, input, gate, client, after } = construction;
  switch (access.kind) {
    case "external":
      return [];
    case "roles": {
      const { namespace, serviceAccount } = input;
      const inputs = { rights: access.rights, vault, principalId, subscriptionId: client.subscriptionId };
      const names = { namespace, serviceAccountName: serviceAccount.name };
      return createRoleAssignments(
        (right) => childName.grant(name, key, right),
        { ...inputs, ...names },
        after(),
      );
    }
    case "policy": {
      const of = vaultId(construction, vault);
      const turn = { of, last: () => policy };
      const inputs = { vault, principalId, tenantId, permissions: access.permissions };
      const opts = gate.childOptionsInTurn(component, turn);
      const policy: pulumi.Resource = createAccessPolicy(childName.policy(name, key), inputs, opts);
      return [policy];
    }
  }
}

/** Azure refuses the second of two equal grants, and its message does not say who made the first. */
async function grantedTwice(
  construction: Construction,
  keyVault: NormalizedKeyVault,
  existing: pulumi.Output<string>,
): Promise<Issue[]> {
  const { path, vault, access } = keyVault;
  const [{ value: identity }, { value: id }] = await Promise.all([
    settle(existing),
    settle(vaultId(construction, vault)),
  ]);
  if (identity === undefined || id === undefined) return [];
  const rights = access.kind === "roles" ? access.rights.map(({ slug }) => slug) : ["policy"];
  const taken = rights.filter((right) =>
    isTaken(["grant", identity.toLowerCase(), id.toLowerCase(), right], keyVault),
  );
  if (taken.length === 0) return [];
  return [issue(grantedOnce, `${path}.grants`)];
}

function vaultId({ client }: Construction, vault: NormalizedKeyVault["vault"]): pulumi.Output<string> {
  return pulumi
    .all([vault, client])
    .apply(([reference, { subscriptionId }]) =>
      formatResourceId(resourceType.vault, reference, subscriptionId),
    );
}
