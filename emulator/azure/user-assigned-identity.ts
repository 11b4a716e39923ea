import { v4 as uuidv4 } from "uuid";
import { identityAnswer } from "./answers";
import { AzureError } from "./azure-error";
import type { ResourceKind } from "./resource-kind";
import { identityToken } from "./tokens";

export const userAssignedIdentity: ResourceKind = {
  token: identityToken,
  apiVersion: "2023-01-31",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
  pathInputs: { resourceGroupName: {}, resourceName: { autoName: "random" } },
  body: {
    // [RS msi/…/2023-01-31/ManagedIdentity.json via TrackedResource] required; mutable by "read", "create" only
    location: { type: "string", required: true, forceNew: true },
    tags: { type: "object" },
  },
  outputs: {
    azureApiVersion: true,
    clientId: true,
    location: true,
    name: true,
    principalId: true,
    systemData: true,
    tags: true,
    tenantId: true,
    type: true,
  },

  put(azure, id, inputs, existing) {
    azure.requireResourceGroup(id);
    const name = String(inputs.resourceName);
    // [AZ azure-resource-manager/management/resource-name-rules.md] 3-128, alphanumerics, hyphens, underscores
    if (!/^[a-zA-Z0-9][\w-]{2,127}$/.test(name)) {
      throw new AzureError(400, "BadRequest", `The resource name '${name}' is invalid.`);
    }
    return identityAnswer(
      // [RS msi/…/examples/IdentityGet.json] the answered id spells `resourcegroups`
      existing?.id ?? id.replace("/resourceGroups/", "/resourcegroups/"),
      name,
      inputs.location,
      {
        tenantId: azure.world().tenantId,
        // [AZ role-based-access-control/troubleshooting.md] a recreated identity has another principal
        clientId: existing?.properties.clientId ?? uuidv4(),
        principalId: existing?.properties.principalId ?? uuidv4(),
      },
      inputs.tags,
    );
  },

  remove(azure, id) {
    // Credentials are nested resources; role assignments stay behind. [AZ …/troubleshooting.md "Identity not found"]
    for (const credential of azure.under(id)) azure.delete(credential.id);
  },
};
