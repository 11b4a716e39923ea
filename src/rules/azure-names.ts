/** Names, ids and URLs in Azure. */

import { parseResourceId, resourceType } from "../model/resource-id";
import { type CountRule, pattern, type Rule, type TextRule } from "./rule";
import * as source from "./sources";

export const resourceGroupName: TextRule = {
  id: "resource-group",
  appliesTo: [
    "clusters.<key>.resourceGroupName",
    "userAssignedIdentity.resourceGroupName",
    "keyVaults.<key>.resourceGroupName",
  ],
  expected:
    "the name of a resource group: 1 to 90 letters, digits, '-', '_', '.' and parentheses, not ending with '.'",
  source: source.resourceNames,
  checked: "once known",
  accepts: (value) => /^[-\w.()\p{L}\p{N}]{1,90}$/u.test(value) && !value.endsWith("."),
};

export const clusterName: TextRule = pattern({
  id: "cluster-name",
  appliesTo: ["clusters.<key>.name"],
  expected:
    "the name of an AKS cluster: 1 to 63 letters, digits, '-' and '_', beginning and ending with a letter or digit",
  source: source.resourceNames,
  checked: "once known",
  pattern: /^[A-Za-z0-9](?:[-_A-Za-z0-9]*[A-Za-z0-9])?$/,
  max: 63,
});

export const vaultName: TextRule = {
  id: "vault-name",
  appliesTo: ["keyVaults.<key>.name"],
  expected:
    "the name of a key vault: 3 to 24 letters, digits and '-', beginning with a letter, ending with a letter or digit, without '--'",
  source: `${source.keyVaultNames}; ${source.resourceNames}`,
  checked: "once known",
  stricter: { unknown: "Key Vault has no vault of such a name" },
  accepts: (value) => /^[A-Za-z][-A-Za-z0-9]{1,22}[A-Za-z0-9]$/.test(value) && !value.includes("--"),
};

export const identityName: TextRule = pattern({
  id: "identity-name",
  appliesTo: ["userAssignedIdentity.name", "the component's name"],
  expected:
    "the name of a managed identity: 3 to 128 letters, digits, '-' and '_', beginning with a letter or digit",
  source: source.resourceNames,
  checked: "once known",
  pattern: /^[A-Za-z0-9][-_A-Za-z0-9]*$/,
  min: 3,
  max: 128,
});

export const location: TextRule = {
  id: "location",
  appliesTo: ["userAssignedIdentity.location"],
  expected: "the name of an Azure region, such as westeurope",
  source: "Azure documentation, regions",
  checked: "once known",
  accepts: (value) => /^[A-Za-z0-9][A-Za-z0-9 ]{0,49}$/.test(value),
};

export const clusterKey: TextRule = pattern({
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
export const federatedCredentialName: TextRule = pattern({
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

export const guid: TextRule = {
  id: "guid",
  appliesTo: ["application.clientId", "application.owners[]", "keyVaults.<key>.tenantId"],
  expected: "a GUID, such as 00000000-0000-0000-0000-000000000000",
  source: "Microsoft Entra, object and client ids",
  checked: "once known",
  stricter: { unknown: "the ids of Entra are GUIDs" },
  accepts: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
};

export const displayName: TextRule = {
  id: "display-name",
  appliesTo: ["application.displayName"],
  expected: "a display name: 1 to 120 characters",
  source: "Microsoft Graph, application",
  checked: "once known",
  accepts: (value) => value.trim() !== "" && value.length <= 120,
};

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
  return {
    id,
    appliesTo: [input],
    expected: `the Azure resource id of a ${type}: /subscriptions/…/resourceGroups/…/providers/${type}/…`,
    source: source.resourceIds,
    checked: "once known",
    accepts: (value) => {
      const parts = parseResourceId(value, type);
      if (!parts || !name.accepts(parts.name)) return false;
      return guid.accepts(parts.subscriptionId) && resourceGroupName.accepts(parts.resourceGroupName);
    },
  };
}

export const tagName: TextRule = {
  id: "tag-name",
  appliesTo: ["keys of userAssignedIdentity.tags"],
  expected: "the name of a tag: 1 to 512 characters without '<', '>', '%', '&', '\\', '?' and '/'",
  source: source.tags,
  checked: "once known",
  accepts: (value) => value.trim() !== "" && value.length <= 512 && !/[<>%&\\?/]/.test(value),
  free: true,
};

export const tagValue: TextRule = {
  id: "tag-value",
  appliesTo: ["userAssignedIdentity.tags.<key>"],
  expected: "the value of a tag: at most 256 characters",
  source: source.tags,
  checked: "once known",
  accepts: (value) => value.length <= 256,
  free: true,
};

export const tagCount: CountRule = {
  id: "tag-count",
  appliesTo: ["userAssignedIdentity.tags"],
  expected: "at most 50 tags",
  source: source.tags,
  checked: "once known",
  atMost: 50,
};

/** In the order in which they are checked and shown. */
export const all: readonly Rule[] = [
  resourceGroupName,
  clusterName,
  vaultName,
  identityName,
  location,
  clusterKey,
  federatedCredentialName,
  guid,
  displayName,
  clusterId,
  vaultId,
  identityId,
  tagName,
  tagValue,
  tagCount,
];
