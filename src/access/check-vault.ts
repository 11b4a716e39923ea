import { getVault } from "@pulumi/azure-native/keyvault/getVault";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { type ResourceReference, sameText } from "../model/resource-id";
import type { VaultAccess } from "../model/vault-access";
import type { LookUps } from "../pulumi/look-up";
import type { Issue } from "../validation/issue";

export interface VaultCheck {
  readonly path: string;
  readonly permissionModel: string;
  readonly access: VaultAccess;
  readonly vault: pulumi.Output<ResourceReference>;
  /** The subscription and tenant that azure-native works in. */
  readonly client: pulumi.Output<{ subscriptionId: string; tenantId: string }>;
}

/** Compares a vault that exists with what the input says of it. */
export function checkVault(
  { path, permissionModel, access, vault, client }: VaultCheck,
  lookUps: LookUps,
): void {
  lookUps.run({
    path,
    key: pulumi.all([vault, client]).apply(([reference, own]) => ({ ...reference, own })),
    describe: ({ name, resourceGroupName }) =>
      `key vault ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ask: async ({ name, resourceGroupName, subscriptionId, own }, opts) =>
      // azure-native would look at a namesake in its own subscription.
      subscriptionId !== undefined && !sameText(subscriptionId, own.subscriptionId)
        ? undefined
        : getVault({ vaultName: name, resourceGroupName }, opts),
    needed: "Nothing can be read from it.",
    onlyChecks: true,
    judge: (answer, { name, subscriptionId, own }) => {
      if (answer === undefined) {
        return {
          issues: access.kind === "policy" ? [elsewhere(path, subscriptionId, own.subscriptionId)] : [],
        };
      }
      const { enableRbacAuthorization, tenantId } = answer.properties;
      const live = enableRbacAuthorization ? "AzureRbac" : "AccessPolicy";
      return {
        issues: [
          ...(live === permissionModel ? [] : [wrongModel(path, name, permissionModel)]),
          ...tenantIssues(path, tenantId, own.tenantId),
        ],
      };
    },
  });
}

const remarks: Record<string, string> = {
  AzureRbac: "uses access policies and ignores role assignments",
  AccessPolicy: "uses Azure role-based access control and ignores access policies",
};

function wrongModel(path: string, vault: string, permissionModel: string): Issue {
  const [other, rbac] = permissionModel === "AzureRbac" ? ["AccessPolicy", true] : ["AzureRbac", false];
  return {
    path: `${path}.permissionModel`,
    expected: "the permission model of the vault",
    received: `${permissionModel}, while vault ${quote(vault)} ${remarks[permissionModel]}`,
    remedy: `Write ${other}, or switch the vault: az keyvault update --name ${vault} --enable-rbac-authorization ${rbac}`,
  };
}

/** Azure's access policies are reached through the vault's own subscription only. */
function elsewhere(path: string, subscription: string | undefined, own: string): Issue {
  return {
    path,
    expected: `a vault in the azure-native provider's subscription, ${own}, for permission model AccessPolicy`,
    received: `a vault in subscription ${subscription}`,
    remedy: "Pass a provider for the vault's subscription in `providers`, or set grants to External.",
  };
}

function tenantIssues(path: string, vaultTenant: string, ownTenant: string): Issue[] {
  if (sameText(vaultTenant, ownTenant)) return [];
  return [
    {
      path,
      expected: `a vault of the identity's tenant, ${ownTenant}`,
      received: `a vault of tenant ${vaultTenant}`,
      remedy: "An identity cannot read vaults of another tenant through the CSI driver.",
    },
  ];
}
