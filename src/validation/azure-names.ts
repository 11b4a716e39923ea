/** Names, ids and URLs in Azure. */

import { parseResourceId } from "../model/resource-id";
import { pattern, type Rule } from "./rule";

const resourceNameRules = "Azure, resource name rules";

export const resourceGroupName: Rule = {
  expected:
    "the name of a resource group: 1 to 90 letters, digits, '-', '_', '.' and parentheses, not ending with '.'",
  source: resourceNameRules,
  accepts: (value) => /^[-\w.()\p{L}\p{N}]{1,90}$/u.test(value) && !value.endsWith("."),
};

export const clusterName: Rule = pattern({
  expected:
    "the name of an AKS cluster: 1 to 63 letters, digits, '-' and '_', beginning and ending with a letter or digit",
  source: resourceNameRules,
  pattern: /^[A-Za-z0-9](?:[-_A-Za-z0-9]*[A-Za-z0-9])?$/,
  max: 63,
});

export const vaultName: Rule = {
  expected:
    "the name of a key vault: 3 to 24 letters, digits and '-', beginning with a letter, ending with a letter or digit, without '--'",
  source: "Azure Key Vault, about keys, secrets and certificates",
  accepts: (value) => /^[A-Za-z][-A-Za-z0-9]{1,22}[A-Za-z0-9]$/.test(value) && !value.includes("--"),
};

export const identityName: Rule = pattern({
  expected:
    "the name of a managed identity: 3 to 128 letters, digits, '-' and '_', beginning with a letter or digit",
  source: resourceNameRules,
  pattern: /^[A-Za-z0-9][-_A-Za-z0-9]*$/,
  min: 3,
  max: 128,
});

export const location: Rule = {
  expected: "the name of an Azure region, such as westeurope",
  source: "Azure, regions",
  accepts: (value) => /^[A-Za-z0-9][A-Za-z0-9 ]{0,49}$/.test(value),
};

/** Microsoft Entra's limit of federated credentials on one identity. */
export const credentialsPerIdentity = 20;

export const clusterKey: Rule = pattern({
  expected: "letters, digits, '-' and '_', at most 100 (it is part of the federated credential's name)",
  source: "Microsoft Entra, workload identity federation considerations",
  pattern: /^[-_A-Za-z0-9]+$/,
  max: 100,
  remedy: "Give the entry such a key, and the cluster's own name as its `name`.",
});

export const federatedCredentialName: Rule = pattern({
  expected:
    "3 to 120 letters, digits, '-' and '_', beginning with a letter or digit (it names the federated credential)",
  source: "Microsoft Entra, workload identity federation considerations",
  pattern: /^[A-Za-z0-9][-_A-Za-z0-9]*$/,
  min: 3,
  max: 120,
});

export const guid: Rule = {
  expected: "a GUID, such as 00000000-0000-0000-0000-000000000000",
  source: "Microsoft Entra, object and client ids",
  accepts: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
};

export const displayName: Rule = {
  expected: "a display name: 1 to 120 characters",
  source: "Microsoft Graph, application",
  accepts: (value) => value.trim() !== "" && value.length <= 120,
};

export const issuerUrl: Rule = {
  expected:
    "an OIDC issuer URL: https, at most 600 characters, byte for byte the `iss` of the cluster's tokens",
  source: "Microsoft Entra, federated identity credentials",
  accepts: (value) => value.length <= 600 && isHttpsUrl(value),
  remedy: "`kubectl get --raw /.well-known/openid-configuration` shows the issuer.",
};

function isHttpsUrl(value: string): boolean {
  // The parser drops control characters at the edges: Entra would compare them all the same.
  return /^https:\/\/[^\s\p{C}/?#@]+(?:\/[^\s\p{C}?#]*)?$/u.test(value) && URL.canParse(value);
}

export function resourceId(type: string, name: Rule): Rule {
  return {
    expected: `the Azure resource id of a ${type}: /subscriptions/…/resourceGroups/…/providers/${type}/…`,
    source: "Azure Resource Manager, resource ids",
    accepts: (value) => {
      const parts = parseResourceId(value, type);
      if (!parts || !name.accepts(parts.name)) return false;
      return guid.accepts(parts.subscriptionId) && resourceGroupName.accepts(parts.resourceGroupName);
    },
  };
}
