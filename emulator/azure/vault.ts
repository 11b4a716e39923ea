import type { Properties } from "../provider/values";
import { same, sameId } from "../records";
import { forgetPolicyEntries, policyEntries } from "./access-policy-entries";
import { type Answer, vaultAnswer } from "./answers";
import type { Azure } from "./azure";
import { AzureError } from "./azure-error";
import type { BodyInput, ResourceKind } from "./resource-kind";
import { vaultToken } from "./tokens";

const properties: Record<string, BodyInput> = {
  tenantId: { type: "string", required: true },
  sku: {
    type: "object",
    required: true,
    properties: { family: { type: "string", required: true }, name: { type: "string", required: true } },
  },
  accessPolicies: { type: "array" },
  createMode: { type: "string" },
  enablePurgeProtection: { type: "boolean" },
  // [AN types/input.js vaultPropertiesArgsProvideDefaults] the SDK fills these in
  enableRbacAuthorization: { type: "boolean", default: false },
  enableSoftDelete: { type: "boolean", default: true },
  enabledForDeployment: { type: "boolean", default: false },
  enabledForDiskEncryption: { type: "boolean", default: false },
  enabledForTemplateDeployment: { type: "boolean", default: false },
  publicNetworkAccess: { type: "string", default: "enabled" },
  softDeleteRetentionInDays: { type: "integer", default: 90 },
  networkAcls: { type: "object" },
};

export const vault: ResourceKind = {
  token: vaultToken,
  apiVersion: "2024-11-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}",
  pathInputs: {
    resourceGroupName: {},
    // [RS keyvault/…/2024-11-01/keyvault.json Vaults_CreateOrUpdate]
    vaultName: { autoName: "random", pattern: /^[a-zA-Z0-9-]{3,24}$/ },
  },
  body: {
    location: { type: "string", required: true },
    properties: { type: "object", required: true, properties },
    tags: { type: "object" },
  },
  outputs: {
    azureApiVersion: true,
    location: true,
    name: true,
    properties: {
      ...Object.fromEntries(Object.keys(properties).map((name) => [name, true as const])),
      hsmPoolResourceId: true,
      privateEndpointConnections: true,
      provisioningState: true,
      vaultUri: true,
    },
    systemData: true,
    tags: true,
    type: true,
  },

  find(azure, id) {
    const vault = azure.get(id);
    return vault && withPolicies(vault, policyEntries(azure, vault));
  },

  separatePart: {
    givenIn: (inputs) => (inputs.properties as Properties).accessPolicies !== undefined,
    without: (vault) => withPolicies(vault, []),
  },

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const name = String(inputs.vaultName);
    // [KV about-keys-secrets-certificates.md "Vault name"; AZ resource-name-rules.md]
    if (!/^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/i.test(name)) {
      throw new AzureError(
        400,
        "VaultNameNotValid",
        `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name ` +
          "must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.",
      );
    }
    const others = azure.all(vaultToken).filter((other) => !sameId(other.id, id));
    // [KV …] the name is part of a host name, so it is unique in the whole cloud
    if (others.some((other) => same(String(other.properties.name), name))) {
      throw new AzureError(
        409,
        "VaultAlreadyExists",
        `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
      );
    }
    const given = inputs.properties as Properties;
    // A list of the vault's own is the whole list. Without one, the provider sends the list there is. [PN crud.go]
    if (!existing || given.accessPolicies) dropPolicies(azure, id);
    return vaultAnswer(
      azure.world(),
      existing?.id ?? id,
      name,
      inputs.location,
      {
        ...given,
        // [PN crud.go SetUnsetSubresourcePropertiesToDefaults] required by Azure, so the provider sends an empty list
        accessPolicies: given.accessPolicies ?? [],
      },
      inputs.tags,
    );
  },

  remove(azure, id) {
    dropPolicies(azure, id);
    for (const one of azure.under(id)) if (/\/secrets\/[^/]+$/.test(one.id)) azure.delete(one.id);
  },
};

function dropPolicies(azure: Azure, id: string): void {
  forgetPolicyEntries(azure, id);
  for (const one of azure.under(id)) if (/\/accessPolicy\/[^/]+$/.test(one.id)) azure.delete(one.id);
}

function withPolicies({ id, properties }: Answer, accessPolicies: Properties[]): Answer {
  return {
    id,
    properties: { ...properties, properties: { ...(properties.properties as Properties), accessPolicies } },
  };
}
