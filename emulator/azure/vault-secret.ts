import type { Properties } from "../provider/values";
import { key } from "../records";
import type { ObjectDeclaration, SecretVersion } from "../world";
import type { Azure } from "./azure";
import { resourceNotFound } from "./azure-error";
import type { ResourceKind } from "./resource-kind";
import { vault } from "./vault";

const apiVersion = "2024-11-01";

/** Values lie apart from the answers, which never have them. */
const shelf = "azure secret values";

/** A secret written through Azure Resource Manager, which never answers its value. */
export const vaultSecret: ResourceKind = {
  token: "azure-native:keyvault:Secret",
  apiVersion,
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

  // [PN customresources/custom_keyvault.go] Azure Resource Manager cannot delete a secret, so the vault itself is asked
  requests: (id) => ({
    read: { method: "GET", target: id, apiVersion },
    write: { method: "PUT", target: id, apiVersion },
    remove: { method: "DELETE", target: id, dataPlane: true },
  }),

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const { vaultName, resourceGroupName, secretName, tags = {} } = inputs;
    const owner = azure.get(id.replace(/\/secrets\/[^/]+$/, ""));
    if (!owner) {
      throw resourceNotFound("Microsoft.KeyVault/vaults", String(vaultName), String(resourceGroupName));
    }
    const { value, ...given } = inputs.properties as Properties;
    keepVersion(azure, id, String(secretName), { value, ...given }, existing !== undefined);
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

/** Each write adds a version; a recreated secret starts with its first. */
function keepVersion(azure: Azure, id: string, name: string, properties: Properties, again: boolean): void {
  const { value = "", contentType, attributes } = properties as Partial<SecretVersion> & Properties;
  const { enabled = true } = (attributes ?? {}) as { enabled?: boolean };
  const earlier = again ? (azure.store.get(shelf, key(id))?.properties.versions as SecretVersion[]) : [];
  const versions = [...earlier, { value, contentType, enabled }];
  azure.store.put(shelf, key(id), { id, type: shelf, properties: { name, versions } });
}

/** The secrets that programs wrote into a vault, with their values. */
export function secretVersions(azure: Azure, vaultId: string): ObjectDeclaration<SecretVersion>[] {
  return azure.under(vaultId).flatMap(({ id }) => {
    const kept = azure.store.get(shelf, key(id))?.properties;
    return kept ? [kept as unknown as ObjectDeclaration<SecretVersion>] : [];
  });
}
