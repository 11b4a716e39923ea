/** Values on both sides of the bounds of the rules in src/rules/roles.ts. */

import { a, type ValueCases } from "./case";

const guid = "00000000-0000-0000-0000-00000000000a";
const blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const definitions = "/providers/Microsoft.Authorization/roleDefinitions";
const group = `/subscriptions/${guid}/resourceGroups/g`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/st`;

export const values: ValueCases = {
  "role-key": {
    accepted: ["a", "A", "0", "-", "_", a(100)],
    refused: ["", a(101), "a.b", "a b", "a/b", "a\n"],
  },
  "role-name": {
    accepted: [
      "Storage Blob Data Reader",
      "AcrPull",
      blobReader,
      blobReader.toUpperCase(),
      guid,
      `${definitions}/${guid}`,
      `/subscriptions/${guid}${definitions}/${guid}`,
      `/providers/Microsoft.Management/managementGroups/mg${definitions}/${guid}`,
    ],
    refused: [
      "",
      "storage blob data reader",
      "Storage Blob Reader",
      `${definitions}/x`,
      `/subscriptions/../x?y#${definitions}/${guid}`,
      `${guid}\n`,
    ],
  },
  "no-granting-role": {
    accepted: ["Reader", blobReader],
    refused: [
      "Owner",
      "owner",
      "User Access Administrator",
      "Role Based Access Control Administrator",
      "Key Vault Data Access Administrator",
      "Contributor",
      "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
      owner,
      owner.toUpperCase(),
      `${definitions}/${owner}`,
      `/subscriptions/${guid}${definitions}/${owner}`,
    ],
  },
  "role-scope": {
    accepted: [
      account,
      account.toUpperCase(),
      `${account}/blobServices/default/containers/orders`,
      `${account}/providers/Microsoft.EventGrid/eventSubscriptions/one`,
      group,
      `/subscriptions/${guid}`,
      `/subscriptions/${guid}/providers/Microsoft.Example/things/one`,
      "/providers/Microsoft.Management/managementGroups/mg",
    ],
    refused: [
      "",
      "/",
      "st",
      `${account}/`,
      `${account}/blobServices`,
      account.slice(1),
      "/subscriptions/prod",
      `${group}/providers/Microsoft.Storage`,
      `/subscriptions/${guid}/resourceGroups/a.`,
      `/subscriptions/${guid}/resourceGroups/`,
      "/providers/Microsoft.Management/managementGroups/",
      `https://management.azure.com${account}`,
      `${account}\n`,
      `${account}/blobServices/..`,
      `${account}/blobServices/.`,
      `${account}?x`,
      `${account}%2f`,
      `${account}#x`,
      `${account}\u200b`,
      `${account}\u202e`,
      `${account}"`,
      "/providers/Microsoft.Management/managementGroups/..",
      "/providers/Microsoft.Management/managementGroups/mg.",
    ],
  },
};
