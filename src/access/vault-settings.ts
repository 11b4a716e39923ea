import { getVault } from "@pulumi/azure-native/keyvault/getVault";
import * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { formatResourceId, type ResourceReference, resourceType, sameText } from "../model/resource-id";
import type { VaultAccess } from "../model/vault-access";
import type { ComponentContext } from "../pulumi/context";
import { lookUp } from "../pulumi/look-up";
import { type Notice, notice } from "../pulumi/notices";
import type { Issue } from "../rules/issue";
import {
  vaultFirewall,
  vaultPermissionModel,
  vaultPublicAccess,
  vaultSubscription,
  vaultTenant as vaultTenantRule,
} from "../rules/live-checks";
import { issue } from "../rules/rule";
import { show } from "../rules/show";

interface DeclaredVault {
  readonly path: string;
  readonly permissionModel: string;
  readonly access: VaultAccess;
  readonly vault: pulumi.Output<ResourceReference>;
}

/** Compares a vault that exists with what the input says of it. */
export function checkVault(
  context: ComponentContext,
  { path, permissionModel, access, vault }: DeclaredVault,
  /** The subscription and tenant that azure-native works in. */
  client: pulumi.Output<{ subscriptionId: string; tenantId: string }>,
): void {
  lookUp(context, {
    path,
    key: pulumi.all([vault, client]).apply(([reference, own]) => ({ ...reference, own })),
    describe: ({ name, resourceGroupName }) =>
      `key vault ${quote(name)} in resource group ${quote(resourceGroupName)}`,
    ask: async ({ name, resourceGroupName, subscriptionId, own }, opts) =>
      // azure-native would look at a vault of the same name in its own subscription.
      subscriptionId !== undefined && !sameText(subscriptionId, own.subscriptionId)
        ? undefined
        : getVault({ vaultName: name, resourceGroupName }, opts),
    evaluate: (answer, { name, resourceGroupName, subscriptionId, own }) => {
      if (answer === undefined) {
        const found = { received: subscriptionId ?? "", fill: { own: own.subscriptionId } };
        return { issues: access.kind === "policy" ? [issue(vaultSubscription, path, found)] : [] };
      }
      const { enableRbacAuthorization, tenantId } = answer.properties;
      const live = enableRbacAuthorization ? "AzureRbac" : "AccessPolicy";
      return {
        issues: [
          ...(live === permissionModel ? [] : [wrongModel(path, name, permissionModel)]),
          ...tenantIssues(path, tenantId, own.tenantId),
        ],
        notices: networkNotices(path, answer.properties, {
          what: `key vault ${quote(name)}`,
          id: formatResourceId(resourceType.vault, { resourceGroupName, name }, own.subscriptionId),
          vault: name,
        }),
      };
    },
  });
}

function wrongModel(path: string, vault: string, permissionModel: string): Issue {
  const [other, model, switching] =
    permissionModel === "AzureRbac"
      ? [
          "AccessPolicy",
          "access policies",
          "Switching the vault to Azure RBAC disables every access policy it has.",
        ]
      : [
          "AzureRbac",
          "Azure RBAC",
          "Switching the vault to access policies disables every role assignment it has.",
        ];
  return issue(vaultPermissionModel, `${path}.permissionModel`, {
    received: permissionModel,
    fill: { vault: quote(vault), model, other: show(other), switching },
  });
}

function tenantIssues(path: string, vaultTenant: string, ownTenant: string): Issue[] {
  if (sameText(vaultTenant, ownTenant)) return [];
  return [issue(vaultTenantRule, path, { received: vaultTenant, fill: { tenant: ownTenant } })];
}

interface Network {
  readonly publicNetworkAccess?: string;
  readonly networkAcls?: { readonly defaultAction?: string };
}

/** A vault that is closed to the internet may well be open to the pods: that cannot be seen from here. */
function networkNotices(
  path: string,
  { publicNetworkAccess = "", networkAcls }: Network,
  fill: { readonly what: string; readonly id: string; readonly vault: string },
): Notice[] {
  if (sameText(publicNetworkAccess, "Disabled")) return [notice(vaultPublicAccess, path, { fill })];
  if (sameText(networkAcls?.defaultAction ?? "", "Deny")) return [notice(vaultFirewall, path, { fill })];
  return [];
}
