import { parentNotFound } from "./azure-error";
import type { ResourceKind } from "./resource-kind";

/** A Microsoft Entra administrator of a flexible server; the server itself is declared. */
export const postgresqlAdministrator: ResourceKind = {
  token: "azure-native:dbforpostgresql:Administrator",
  apiVersion: "2025-01-01-preview",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.DBforPostgreSQL/flexibleServers/{serverName}/administrators/{objectId}",
  // [RS postgresql/…/Administrators.json Administrators_Create]
  pathInputs: { resourceGroupName: {}, serverName: {}, objectId: {} },
  body: {
    principalName: { type: "string" },
    principalType: { type: "string" },
    tenantId: { type: "string" },
  },
  outputs: {
    azureApiVersion: true,
    name: true,
    objectId: true,
    principalName: true,
    principalType: true,
    systemData: true,
    tenantId: true,
    type: true,
  },

  put(azure, id, { serverName, objectId, principalName, principalType, tenantId }) {
    if (!azure.get(id.replace(/\/administrators\/[^/]+$/, ""))) throw parentNotFound(String(serverName));
    const type = "Microsoft.DBforPostgreSQL/flexibleServers/administrators";
    return { id, properties: { name: objectId, type, objectId, principalName, principalType, tenantId } };
  },
};
