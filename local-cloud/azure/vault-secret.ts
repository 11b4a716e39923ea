import type { Properties } from "../provider/values";
import { resourceNotFound } from "./azure-error";
import type { ResourceKind } from "./resource-kind";
import { parsePath } from "./resource-path";

const vaultPath =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}";

/** A secret written through Azure Resource Manager, which never answers its value. */
export const vaultSecret: ResourceKind = {
  token: "azure-native:keyvault:Secret",
  apiVersion: "2024-11-01",
  path: `${vaultPath}/secrets/{secretName}`,
  // [RS keyvault/…/2024-11-01/secrets.json Secrets_CreateOrUpdate]
  pathInputs: {
    resourceGroupName: {},
    vaultName: { pattern: /^[a-zA-Z0-9-]{3,24}$/ },
    secretName: { autoName: "copy", pattern: /^[a-zA-Z0-9-]{1,127}$/ },
  },
  body: { properties: { type: "object", required: true }, tags: { type: "object" } },
  outputs: { azureApiVersion: true, location: true, name: true, properties: true, tags: true, type: true },

  put(azure, id, inputs, existing) {
    const vault = azure.get(id.split("/secrets/")[0] as string);
    if (!vault) {
      const { vaultName = "", resourceGroupName = "" } =
        parsePath(`${vaultPath}/secrets/{secretName}`, id) ?? {};
      throw resourceNotFound("Microsoft.KeyVault/vaults", vaultName, resourceGroupName);
    }
    const { value: _, ...properties } = inputs.properties as Properties;
    return {
      id: existing?.id ?? id,
      properties: {
        name: inputs.secretName,
        type: "Microsoft.KeyVault/vaults/secrets",
        location: vault.properties.location,
        tags: inputs.tags ?? {},
        properties,
      },
    };
  },
};
