import { getVault } from "@pulumi/azure-native/keyvault/getVault";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { formatResourceId, type ResourceReference, resourceType, sameText } from "../model/resource-id";
import type { VaultAccess } from "../model/vault-access";
import type { LookUps } from "../pulumi/look-up";
import { type Notice, notice } from "../pulumi/notice";
import type { Issue } from "../validation/issue";
import {
  vaultFirewall,
  vaultPermissionModel,
  vaultPublicAccess,
  vaultSubscription,
  vaultTenant as vaultTenantRule,
} from "../validation/look-up-rules";
import { issue } from "../validation/rule";

interface VaultCheck {
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
    judge: (answer, { name, resourceGroupName, subscriptionId, own }) => {
      if (answer === undefined) {
        const fill = { own: own.subscriptionId };
        const received = `a vault in subscription ${subscriptionId}`;
        return {
          issues: access.kind === "policy" ? [issue(vaultSubscription, path, { received, fill })] : [],
        };
      }
      const { enableRbacAuthorization, tenantId } = answer.properties;
      const live = enableRbacAuthorization ? "AzureRbac" : "AccessPolicy";
      return {
        issues: [
          ...(live === permissionModel ? [] : [wrongModel(path, name, permissionModel)]),
          ...tenantIssues(path, tenantId, own.tenantId),
        ],
        notices: judgeNetwork(path, `key vault ${quote(name)}`, answer.properties, {
          id: formatResourceId(resourceType.vault, { resourceGroupName, name }, own.subscriptionId),
          vault: name,
        }),
      };
    },
  });
}

const remarks: Record<string, string> = {
  AzureRbac: "uses access policies and ignores role assignments",
  AccessPolicy: "uses Azure role-based access control and ignores access policies",
};

function wrongModel(path: string, vault: string, permissionModel: string): Issue {
  const [other, rbac] = permissionModel === "AzureRbac" ? ["AccessPolicy", "true"] : ["AzureRbac", "false"];
  return issue(vaultPermissionModel, `${path}.permissionModel`, {
    received: `${permissionModel}, while vault ${quote(vault)} ${remarks[permissionModel]}`,
    fill: { other: other as string, vault, rbac: rbac as string },
  });
}

function tenantIssues(path: string, vaultTenant: string, ownTenant: string): Issue[] {
  if (sameText(vaultTenant, ownTenant)) return [];
  const received = `a vault of tenant ${vaultTenant}`;
  return [issue(vaultTenantRule, path, { received, fill: { tenant: ownTenant } })];
}

interface Network {
  readonly publicNetworkAccess?: string;
  readonly networkAcls?: { readonly defaultAction?: string };
}

/** A vault that is closed to the world may well be open to the pods: that cannot be seen from here. */
function judgeNetwork(
  path: string,
  what: string,
  { publicNetworkAccess = "", networkAcls }: Network,
  fill: { readonly id: string; readonly vault: string },
): Notice[] {
  if (sameText(publicNetworkAccess, "Disabled")) {
    return [notice(vaultPublicAccess, path, { received: `${what} without public network access`, fill })];
  }
  if (sameText(networkAcls?.defaultAction ?? "", "Deny")) {
    return [notice(vaultFirewall, path, { received: `${what} whose firewall is closed by default`, fill })];
  }
  return [];
}
