/** Azure's built-in roles that workloads use, with what each lets its holder do: verb and object, such as `read blobs`. */

export interface BuiltInRole {
  readonly name: string;
  readonly guid: string;
  readonly powers: readonly string[];
}

/** `to("keys", "get list")` → `get keys, list keys` */
const to = (object: string, verbs: string) =>
  verbs
    .split(" ")
    .map((verb) => `${verb} ${object}`)
    .join(", ");

/** What several roles have besides: Microsoft.Insights/alertRules, Microsoft.Resources/deployments, Microsoft.Support. */
const minor = "manage alert rules, manage deployments, manage support tickets";

const keys = to("keys", "get list update backup encrypt decrypt wrap unwrap sign verify");
const changing = "get list change delete backup restore recover purge";
const everySecret = to("secrets", changing);
const everyKey = `${to("keys", `${changing} import rotate release`)}, ${keys}, manage key rotation`;
const everyCertificate = `${to("certificates", changing)}, manage certificate issuers`;
/** What the officers and the administrator of a vault have besides. */
const beside = `read settings, read role assignments, ${minor}`;
const readMetadata = "list keys, list certificates, list secrets";

// A user delegation key signs shared access signatures, which hand on what the holder itself may do.
const readBlobs = "list blobs, read blobs, list containers, get user delegation keys";
const writeBlobs = `${readBlobs}, write blobs, delete blobs, create containers, delete containers, change container settings`;
const readFiles = "read files";
const writeFiles = `${readFiles}, write files, delete files`;
const readMessages = "list queues, peek queue messages";
const processMessages = "peek queue messages, receive queue messages, delete queue messages";
const sendMessages = "send queue messages";
const readEntities = "list tables, read table entities";

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, of 2026-04-09; its pages by category have the actions
const roles: Readonly<Record<string, readonly [guid: string, powers: string]>> = {
  Reader: [
    "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    "read settings, read role assignments, pull images, read logs",
  ],

  // built-in-roles/storage
  "Storage Blob Data Reader": ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", readBlobs],
  "Storage Blob Data Contributor": ["ba92f5b4-2d11-453d-a403-e96b0029c9fe", writeBlobs],
  "Storage Blob Data Owner": [
    "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    `${writeBlobs}, change blob ACLs, override blob ACLs, delete blob versions, change blob tags, change immutability policies`,
  ],
  "Storage Blob Delegator": ["db58b8e5-c6ad-4a2a-8342-4190687cbf4a", "get user delegation keys"],
  "Storage Queue Data Reader": ["19e7f393-937e-4f77-808e-94535e297925", readMessages],
  "Storage Queue Data Contributor": [
    "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
    `${readMessages}, ${processMessages}, ${sendMessages}, update queue messages, create queues, delete queues`,
  ],
  "Storage Queue Data Message Processor": ["8a0f0c08-91a1-4084-bc3d-661d67233fed", processMessages],
  "Storage Queue Data Message Sender": ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", sendMessages],
  "Storage Table Data Reader": ["76199698-9eea-4c19-bc75-cec21354c6b6", readEntities],
  "Storage Table Data Contributor": [
    "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    `${readEntities}, write table entities, delete table entities, create tables, delete tables`,
  ],
  "Storage File Data SMB Share Reader": ["aba4ae5f-2193-4029-9191-0cb91df5e314", readFiles],
  "Storage File Data SMB Share Contributor": ["0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb", writeFiles],
  "Storage File Data Privileged Reader": [
    "b8eda974-7b85-4f76-af95-65846b26df6d",
    `${readFiles}, override file ACLs`,
  ],
  "Storage File Data Privileged Contributor": [
    "69566ab7-960f-475b-8e7c-b3118f30c6bd",
    `${writeFiles}, override file ACLs, change file ACLs`,
  ],

  // built-in-roles/integration
  "Azure Service Bus Data Receiver": [
    "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
    "receive Service Bus messages, read settings",
  ],
  "Azure Service Bus Data Sender": [
    "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
    "send Service Bus messages, read settings",
  ],
  "Azure Service Bus Data Owner": [
    "090c5cfd-751d-490a-894a-3ce6f1109419",
    "receive Service Bus messages, send Service Bus messages, manage Service Bus namespaces, list access keys, create access keys, read settings",
  ],
  "App Configuration Data Reader": ["516239f1-63e1-4d78-a4de-a74fb236a071", "read configuration values"],
  "App Configuration Data Owner": [
    "5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b",
    "read configuration values, write configuration values, delete configuration values, manage configuration snapshots",
  ],
  "EventGrid Data Sender": [
    "d5a91429-5739-47e2-a06b-3470a27159e7",
    "send Event Grid events, read settings, read role assignments",
  ],

  // built-in-roles/analytics
  "Azure Event Hubs Data Receiver": [
    "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
    "receive Event Hubs events, read settings",
  ],
  "Azure Event Hubs Data Sender": [
    "2b629674-e913-4c01-ae53-ef4638d8f975",
    "send Event Hubs events, read settings",
  ],
  "Azure Event Hubs Data Owner": [
    "f526a384-b230-433a-b45c-95f59c4a2dec",
    "receive Event Hubs events, send Event Hubs events, manage Event Hubs namespaces, list access keys, create access keys, read settings",
  ],

  // built-in-roles/containers
  AcrPull: ["7f951dda-4ed3-4680-a7ca-43fe172d538d", "pull images"],
  AcrPush: ["8311e382-0749-4cb8-b61a-304f252e45ec", "pull images, push images"],

  // built-in-roles/ai-machine-learning
  "Cognitive Services OpenAI User": [
    "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
    "call OpenAI models, read OpenAI files, manage assistants, manage responses, delete generated videos, read settings, read role assignments",
  ],
  "Cognitive Services OpenAI Contributor": [
    "a001fd3d-188f-4b5d-821b-7da978bf7442",
    "call OpenAI models, read OpenAI files, change OpenAI files, manage assistants, manage responses, delete generated videos, deploy OpenAI models, train OpenAI models, change content filters, buy commitment plans, read settings, read role assignments",
  ],
  "Cognitive Services User": [
    "a97b65f3-24c7-4388-baec-2e87135dc908",
    "use AI services, change AI data, delete AI data, call OpenAI models, read OpenAI files, change OpenAI files, list access keys, read settings, manage support tickets",
  ],
  "Search Index Data Reader": ["1407120a-92aa-4202-b7e9-c0e197c71c8f", "read search documents"],
  "Search Index Data Contributor": [
    "8ebe5a00-799e-43f5-93ac-243d3dce84a7",
    "read search documents, write search documents, delete search documents, override document permissions",
  ],

  // built-in-roles/monitor
  "Monitoring Metrics Publisher": [
    "3913510d-42f4-4e42-8a64-420c390055eb",
    "write metrics, write telemetry, register Microsoft.Insights, manage support tickets",
  ],

  // built-in-roles/networking
  "DNS Zone Contributor": [
    "befefa01-2a29-4197-83a8-272ff33ce314",
    `manage DNS zones, read role assignments, ${minor}`,
  ],
  "Private DNS Zone Contributor": [
    "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
    `manage private DNS zones, join virtual networks, read role assignments, ${minor}`,
  ],

  // built-in-roles/security
  "Key Vault Secrets User": ["4633458b-17de-408a-b874-0445c86b69e6", "get secrets, list secrets"],
  "Key Vault Reader": [
    "21090545-7ca7-4776-b22c-e363652d74d2",
    `get keys, get certificates, ${readMetadata}, read settings, read role assignments, ${minor}`,
  ],
  "Key Vault Certificate User": [
    "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
    `get certificates, get secrets, get keys, ${readMetadata}`,
  ],
  "Key Vault Crypto User": ["12338af0-0e69-4776-bea7-57ae8d297424", keys],
  "Key Vault Crypto Service Encryption User": [
    "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    `${to("keys", "get list wrap unwrap")}, manage Event Grid subscriptions`,
  ],
  "Key Vault Secrets Officer": ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7", `${everySecret}, ${beside}`],
  "Key Vault Crypto Officer": ["14b46e9e-c2b7-41b4-b07b-48a6ebf60603", `${everyKey}, ${beside}`],
  "Key Vault Certificates Officer": [
    "a4417e6f-fecd-4de8-b567-7b0420556985",
    `${everyCertificate}, ${beside}`,
  ],
  "Key Vault Administrator": [
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    `${everySecret}, ${everyKey}, ${everyCertificate}, ${beside}`,
  ],
};

export const builtInRoles: readonly BuiltInRole[] = Object.entries(roles).map(([name, [guid, powers]]) => ({
  name,
  guid,
  powers: [...new Set(powers.split(", "))],
}));
