/** Names, ids and URLs in Azure. */

import { guidPattern, parseResourceId, type ResourceReference, resourceType } from "../model/resource-id";
import { RuleTable, type TextRule } from "./rule";
import { show } from "./show";
import * as source from "./sources";

const table = new RuleTable("once known");
export const { all } = table;

export const resourceGroupName = table.text({
  id: "resource-group",
  appliesTo: [
    "clusters.<key>.resourceGroupName",
    "userAssignedIdentity.resourceGroupName",
    "keyVaults.<key>.resourceGroupName",
  ],
  expected:
    "the name of a resource group: 1 to 90 letters, digits, '-', '_', '.' and parentheses, not ending with '.'",
  source: source.resourceNames,
  accepts: (value) => /^[-\w.()\p{L}\p{N}]{1,90}$/u.test(value) && !value.endsWith("."),
});

export const clusterName = table.pattern({
  id: "cluster-name",
  appliesTo: ["clusters.<key>.name"],
  expected:
    "the name of an AKS cluster: 1 to 63 letters, digits, '-' and '_', beginning and ending with a letter or digit",
  source: source.resourceNames,
  pattern: /^[A-Za-z0-9](?:[-_A-Za-z0-9]*[A-Za-z0-9])?$/,
  max: 63,
});

export const vaultName = table.text({
  id: "vault-name",
  appliesTo: ["keyVaults.<key>.name"],
  expected:
    "the name of a key vault: 3 to 24 letters, digits and '-', beginning with a letter, ending with a letter or digit, without '--'",
  source: `${source.keyVaultNames}; ${source.resourceNames}`,
  stricter: { unknown: "Key Vault has no vault of such a name" },
  accepts: (value) => /^[A-Za-z][-A-Za-z0-9]{1,22}[A-Za-z0-9]$/.test(value) && !value.includes("--"),
});

export const identityName = table.pattern({
  id: "identity-name",
  appliesTo: ["userAssignedIdentity.name", "the component's name"],
  expected:
    "the name of a managed identity: 3 to 128 letters, digits, '-' and '_', beginning with a letter or digit",
  source: source.resourceNames,
  pattern: /^[A-Za-z0-9][-_A-Za-z0-9]*$/,
  min: 3,
  max: 128,
});

export const location = table.text({
  id: "location",
  appliesTo: ["userAssignedIdentity.location"],
  expected: "the name of an Azure region, such as westeurope",
  source: "Azure documentation, regions",
  accepts: (value) => /^[A-Za-z0-9][A-Za-z0-9 ]{0,49}$/.test(value),
});

export const clusterKey = table.pattern({
  id: "cluster-key",
  appliesTo: ["keys of clusters"],
  expected: "letters, digits, '-' and '_', at most 100 (it is part of the federated credential's name)",
  source: source.federation,
  checked: "immediately",
  pattern: /^[-_A-Za-z0-9]+$/,
  max: 100,
  remedy: "Give the entry such a key; beside resourceGroupName, set the cluster's own name as its `name`.",
});

/** The name of a credential: `orders` + `aks-prod` → `orders-aks-prod-1a2b3c4d`. */
export const federatedCredentialName = table.pattern({
  id: "credential-name",
  appliesTo: ["the component's name"],
  expected:
    "3 to 120 letters, digits, '-' and '_', beginning with a letter or digit (it names the federated credential)",
  source: source.federation,
  checked: "immediately",
  pattern: /^[A-Za-z0-9][-_A-Za-z0-9]*$/,
  min: 3,
  max: 120,
});

export const guid = table.pattern({
  id: "guid",
  appliesTo: ["application.clientId", "application.owners[]", "keyVaults.<key>.tenantId"],
  expected: "a GUID, such as 00000000-0000-0000-0000-000000000000",
  source: "Microsoft Entra, object and client ids",
  stricter: { unknown: "the ids of Entra are GUIDs" },
  pattern: new RegExp(`^${guidPattern}$`, "i"),
  max: 36,
});

export const displayName = table.text({
  id: "display-name",
  appliesTo: ["application.displayName"],
  expected: "a display name: 1 to 120 characters",
  source: "Microsoft Graph, application",
  accepts: (value) => value.trim() !== "" && value.length <= 120,
});

export const clusterId = resourceId(
  "cluster-id",
  "clusters.<key>.id",
  resourceType.managedCluster,
  clusterName,
);

export const vaultId = resourceId("vault-id", "keyVaults.<key>.id", resourceType.vault, vaultName);

export const identityId = resourceId(
  "identity-id",
  "userAssignedIdentity.id",
  resourceType.userAssignedIdentity,
  identityName,
);

function resourceId(id: string, input: string, type: string, name: TextRule): TextRule {
  const wrongPart = (reference: Required<ResourceReference>) =>
    (
      [
        [reference.subscriptionId, guid],
        [reference.resourceGroupName, resourceGroupName],
        [reference.name, name],
      ] as const
    ).find(([part, rule]) => !rule.accepts(part));
  return table.text({
    id,
    appliesTo: [input],
    expected: `the Azure resource id of a ${type}: /subscriptions/…/resourceGroups/…/providers/${type}/…`,
    source: source.resourceIds,
    accepts: (value) => {
      const reference = parseResourceId(value, type);
      return reference !== undefined && wrongPart(reference) === undefined;
    },
    remedyFor: (value) => {
      const reference = parseResourceId(value, type);
      const [part, rule] = (reference && wrongPart(reference)) ?? [];
      return rule && `${show(part)} in it is not ${rule.expected}.`;
    },
  });
}

export const tagName = table.text({
  id: "tag-name",
  appliesTo: ["keys of userAssignedIdentity.tags"],
  expected: "the name of a tag: 1 to 512 characters without '<', '>', '%', '&', '\\', '?' and '/'",
  source: source.tags,
  accepts: (value) => value.trim() !== "" && value.length <= 512 && !/[<>%&\\?/]/.test(value),
  free: true,
});

export const tagValue = table.text({
  id: "tag-value",
  appliesTo: ["userAssignedIdentity.tags.<key>"],
  expected: "the value of a tag: at most 256 characters",
  source: source.tags,
  accepts: (value) => value.length <= 256,
  free: true,
});

export const tagCount = table.count({
  id: "tag-count",
  appliesTo: ["userAssignedIdentity.tags"],
  expected: "at most 50 tags",
  source: source.tags,
  atMost: 50,
});
