import { type GetVaultResult, getVault } from "@pulumi/azure-native/keyvault/getVault";
import type * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import { describeResource, formatResourceId, isOutside, resourceType, sameText } from "../model/resource-id";
import { modelWords } from "../model/vault-access";
import { cloudOfVaultHost, publicCloud } from "../model/vocabulary";
import type { ComponentContext } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { lookUp } from "../pulumi/look-up";
import { type Notice, notice } from "../pulumi/notices";
import type { Issue } from "../rules/issue";
import {
  assumedTenant,
  declaredTenant,
  vaultBothModels,
  vaultCloud,
  vaultFirewall,
  vaultPermissionModel,
  vaultPublicAccess,
  vaultSubscription,
  vaultTenant as vaultTenantRule,
} from "../rules/live-checks";
import { property } from "../rules/path";
import { issue } from "../rules/rule";
import { show } from "../rules/show";
import type { ClientConfig, NormalizedKeyVault } from "../workload";

/** Compares a vault that exists with what the input says of it. */
export function checkVault(
  context: ComponentContext,
  { path, permissionModel, access, vault, tenantId: declared }: NormalizedKeyVault,
  client: pulumi.Output<ClientConfig>,
  cloud = publicCloud,
): void {
  lookUp(context, {
    path,
    key: derive([vault, client, declared], ([reference, own, tenant]) => ({
      ...reference,
      own,
      tenant,
    })),
    describe: (key) => describeResource("key vault", key),
    ask: async (key, opts) =>
      // azure-native would look at a vault of the same name in its own subscription.
      isOutside(key.own.subscriptionId, key)
        ? undefined
        : getVault({ vaultName: key.name, resourceGroupName: key.resourceGroupName }, opts),
    evaluate: (answer, { name, resourceGroupName, subscriptionId, own, tenant }) => {
      if (answer === undefined) {
        const found = { received: subscriptionId ?? "", fill: { own: own.subscriptionId } };
        if ("permissions" in access) return { issues: [issue(vaultSubscription, path, found)] };
        return { notices: tenant === undefined ? [notice(assumedTenant, path, found)] : [] };
      }
      const { enableRbacAuthorization, tenantId, vaultUri } = answer.properties;
      const live = enableRbacAuthorization ? "AzureRbac" : "AccessPolicy";
      return {
        issues: [
          ...(permissionModel === "Both" || permissionModel === live
            ? []
            : [wrongModel(path, name, live, permissionModel)]),
          ...tenantIssues(path, tenantId, own.tenantId, tenant),
          ...cloudIssues(name, vaultUri, cloud),
        ],
        notices: [
          ...(permissionModel === "Both" ? [grantedInBothWays(path, name, live)] : []),
          ...networkNotices(path, answer.properties, {
            what: `key vault ${quote(name)}`,
            id: formatResourceId(resourceType.vault, { resourceGroupName, name }, own.subscriptionId),
            vault: name,
          }),
        ],
      };
    },
  });
}

type Model = keyof typeof modelWords;

function grantedInBothWays(path: string, vault: string, live: Model): Notice {
  const fill = { vault: quote(vault), model: modelWords[live] };
  return notice(vaultBothModels, `${path}.permissionModel`, { fill });
}

function wrongModel(path: string, vault: string, live: Model, declared: Model): Issue {
  const disabled = live === "AccessPolicy" ? "access policy" : "role assignment";
  const switching = `Switching the vault to ${modelWords[declared]} disables every ${disabled} it has.`;
  return issue(vaultPermissionModel, `${path}.permissionModel`, {
    received: declared,
    fill: { vault: quote(vault), model: modelWords[live], other: show(live), switching },
  });
}

function tenantIssues(path: string, vaultTenant: string, ownTenant: string, declared?: string): Issue[] {
  if (sameText(vaultTenant, declared ?? ownTenant)) return [];
  if (declared !== undefined) {
    const found = { received: declared, fill: { tenant: vaultTenant } };
    return [issue(declaredTenant, property(path, "tenantId"), found)];
  }
  return [issue(vaultTenantRule, path, { received: vaultTenant, fill: { tenant: ownTenant } })];
}

/** Its host decides whose tokens a vault takes, and where the mount looks for it. */
function cloudIssues(vault: string, uri = "", cloud: string): Issue[] {
  const host = /^https:\/\/[^./]+\.([^/:]+)/.exec(uri)?.[1]?.toLowerCase() ?? "";
  const live = cloudOfVaultHost[host];
  if (live === undefined || live === cloud) return [];
  return [
    issue(vaultCloud, "cloud", { received: cloud, fill: { vault: quote(vault), uri, live: show(live) } }),
  ];
}

/** A vault that is closed to the internet may well be open to the pods: that cannot be seen from here. */
function networkNotices(
  path: string,
  { publicNetworkAccess = "", networkAcls }: GetVaultResult["properties"],
  fill: { readonly what: string; readonly id: string; readonly vault: string },
): Notice[] {
  if (sameText(publicNetworkAccess, "Disabled")) return [notice(vaultPublicAccess, path, { fill })];
  if (sameText(networkAcls?.defaultAction ?? "", "Deny")) return [notice(vaultFirewall, path, { fill })];
  return [];
}
