import { getVault } from "@pulumi/azure-native/keyvault/getVault";
import * as pulumi from "@pulumi/pulumi";
import { type ResourceReference, sameText } from "../model/resource-id";
import type { LookUps } from "../pulumi/look-up";
import type { Issue } from "../validation/issue";

export interface VaultCheck {
  readonly path: string;
  readonly vault: pulumi.Output<ResourceReference>;
  /** The subscription and tenant that azure-native works in. */
  readonly client: pulumi.Output<{ subscriptionId: string; tenantId: string }>;
}

/** Compares a vault that exists with what the input says of it. */
export function checkVault({ path, vault, client }: VaultCheck, lookUps: LookUps): void {
  lookUps.run({
    path,
    key: pulumi.all([vault, client]).apply(([reference, own]) => ({ ...reference, own })),
    describe: ({ name, resourceGroupName }) =>
      `Key vault ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ask: async ({ name, resourceGroupName, subscriptionId, own }, opts) =>
      // azure-native would look at a namesake in its own subscription.
      subscriptionId !== undefined && !sameText(subscriptionId, own.subscriptionId)
        ? undefined
        : getVault({ vaultName: name, resourceGroupName }, opts),
    judge: (answer, { name, own }) => {
      if (answer === undefined) return {};
      const { enableRbacAuthorization, tenantId } = answer.properties;
      return {
        issues: [
          ...modelIssues(path, name, enableRbacAuthorization === true),
          ...tenantIssues(path, tenantId, own.tenantId),
        ],
      };
    },
  });
}

function modelIssues(path: string, vault: string, rbac: boolean): Issue[] {
  if (rbac) return [];
  return [
    {
      path: `${path}.permissionModel`,
      expected: "the permission model of the vault",
      received: `AzureRbac, while vault ${quote(vault)} uses access policies and ignores role assignments`,
      remedy: `Switch the vault: az keyvault update --name ${vault} --enable-rbac-authorization true`,
    },
  ];
}

function tenantIssues(path: string, vaultTenant: string, ownTenant: string): Issue[] {
  if (sameText(vaultTenant, ownTenant)) return [];
  return [
    {
      path,
      expected: `a vault of the identity's tenant, ${ownTenant}`,
      received: `a vault of tenant ${vaultTenant}`,
      remedy: "A managed identity cannot read vaults of another tenant.",
    },
  ];
}

function quote(text: string): string {
  return JSON.stringify(text);
}
