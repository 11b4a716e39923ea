import type { Properties } from "../provider/values";
import { resourceNotFound } from "./azure-error";
import type { ResourceKind } from "./resource-kind";
import { vault } from "./vault";

/** A secret written through Azure Resource Manager, which never answers its value. */
export const vaultSecret: ResourceKind = {
  token: "azure-native:keyvault:Secret",
  apiVersion: "2024-11-01",
  path: `${vault.path}/secrets/{secretName}`,
  // [RS keyvault/…/2024-11-01/secrets.json Secrets_CreateOrUpdate]
  pathInputs: {
    resourceGroupName: {},
    vaultName: { pattern: /^[a-zA-Z0-9-]{3,24}$/ },
    secretName: { autoName: "copy", pattern: /^[a-zA-Z0-9-]{1,127}$/ },
  },
  body: { properties: { type: "object", required: true }, tags: { type: "object" } },
  outputs: {
    azureApiVersion: true,
    location: true,
    name: true,
    // [AN types/output.d.ts SecretPropertiesResponse]
    properties: { attributes: true, contentType: true, secretUri: true, secretUriWithVersion: true },
    tags: true,
    type: true,
  },

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const { vaultName, resourceGroupName, secretName, tags = {} } = inputs;
    const owner = azure.get(id.replace(/\/secrets\/[^/]+$/, ""));
    if (!owner) {
      throw resourceNotFound("Microsoft.KeyVault/vaults", String(vaultName), String(resourceGroupName));
    }
    const { value: _, ...given } = inputs.properties as Properties;
    const secretUri = `${(owner.properties.properties as Properties).vaultUri}secrets/${secretName}`;
    return {
      id: existing?.id ?? id,
      properties: {
        name: secretName,
        type: "Microsoft.KeyVault/vaults/secrets",
        location: owner.properties.location,
        tags,
        properties: { ...given, secretUri },
      },
    };
  },
};
