import { AzureError } from "./azure-error";
import type { ResourceKind } from "./resource-kind";

export const token = "azure-native:resources:ResourceGroup";

export const resourceGroup: ResourceKind = {
  token,
  apiVersion: "2024-03-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
  pathInputs: {
    // [RS resources/…/resources.json ResourceGroups_CreateOrUpdate]
    resourceGroupName: { autoName: "random", pattern: /^[-\p{L}\p{N}._()]{1,90}$/u },
  },
  body: {
    location: { type: "string", required: true, forceNew: true },
    managedBy: { type: "string" },
    tags: { type: "object" },
  },
  outputs: {
    azureApiVersion: true,
    location: true,
    managedBy: true,
    name: true,
    properties: { provisioningState: true },
    tags: true,
    type: true,
  },

  put(_azure, id, inputs) {
    const name = String(inputs.resourceGroupName);
    // [AZ azure-resource-manager/management/resource-name-rules.md] cannot end with a period
    if (name.endsWith(".")) {
      throw new AzureError(
        400,
        "InvalidResourceGroup",
        `The provided resource group name '${name}' is not valid.`,
      );
    }
    return {
      id,
      properties: {
        name,
        type: "Microsoft.Resources/resourceGroups",
        location: inputs.location,
        managedBy: inputs.managedBy,
        tags: inputs.tags ?? {},
        properties: { provisioningState: "Succeeded" },
      },
    };
  },

  remove(azure, id) {
    // [AZ azure-resource-manager/management/delete-resource-group.md] everything in the group goes with it
    for (const resource of azure.under(id)) azure.delete(resource.id);
  },
};
