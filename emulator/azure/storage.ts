import { parentNotFound } from "./azure-error";
import type { ResourceKind } from "./resource-kind";

const account =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts/{accountName}";
// [RS storage/…/storage.json StorageAccounts_Create]
const accountName = { autoName: "random", pattern: /^[a-z0-9]{3,24}$/ } as const;

export const storageAccount: ResourceKind = {
  token: "azure-native:storage:StorageAccount",
  apiVersion: "2024-01-01",
  path: account,
  pathInputs: { resourceGroupName: {}, accountName },
  body: {
    kind: { type: "string", required: true },
    location: { type: "string", required: true, forceNew: true },
    sku: { type: "object", required: true, properties: { name: { type: "string", required: true } } },
    allowSharedKeyAccess: { type: "boolean" },
    minimumTlsVersion: { type: "string" },
    tags: { type: "object" },
  },
  outputs: {
    allowSharedKeyAccess: true,
    azureApiVersion: true,
    kind: true,
    location: true,
    minimumTlsVersion: true,
    name: true,
    primaryEndpoints: true,
    sku: true,
    tags: true,
    type: true,
  },

  put(azure, id, inputs) {
    azure.requireResourceGroup(id);
    const { accountName: name, kind, location, sku, allowSharedKeyAccess, minimumTlsVersion, tags } = inputs;
    return {
      id,
      properties: {
        ...{ name, kind, location, sku, allowSharedKeyAccess, minimumTlsVersion, tags: tags ?? {} },
        type: "Microsoft.Storage/storageAccounts",
        primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
      },
    };
  },

  remove(azure, id) {
    for (const part of azure.under(id)) azure.delete(part.id);
  },
};

export const blobContainer: ResourceKind = {
  token: "azure-native:storage:BlobContainer",
  apiVersion: "2024-01-01",
  path: `${account}/blobServices/default/containers/{containerName}`,
  pathInputs: {
    resourceGroupName: {},
    accountName: { pattern: accountName.pattern },
    // [RS storage/…/blob.json BlobContainers_Create]
    containerName: { autoName: "copy", pattern: /^.{3,63}$/ },
  },
  body: { publicAccess: { type: "string" }, metadata: { type: "object" } },
  outputs: { azureApiVersion: true, metadata: true, name: true, publicAccess: true, type: true },

  put(azure, id, { accountName: owner, containerName, publicAccess = "None", metadata }) {
    if (!azure.get(id.replace(/\/blobServices\/.*$/, ""))) throw parentNotFound(String(owner));
    const type = "Microsoft.Storage/storageAccounts/blobServices/containers";
    return { id, properties: { name: containerName, type, publicAccess, metadata } };
  },
};
