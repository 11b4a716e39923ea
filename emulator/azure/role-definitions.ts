import { same } from "../records";
import type { World } from "../world";

export interface RoleDefinition {
  guid: string;
  /** What the role allows inside a vault; `*` stands for any characters. */
  dataActions: string[];
}

const vaults = "Microsoft.KeyVault/vaults/";
const inVault = (...actions: string[]) => actions.map((action) => vaults + action);

const nothingInVaults = (guid: string): RoleDefinition => ({ guid, dataActions: [] });

/** Roles of other services. [AZ role-based-access-control/built-in-roles.md of 2026-04] */
const elsewhere: Record<string, RoleDefinition> = {
  AcrPull: nothingInVaults("7f951dda-4ed3-4680-a7ca-43fe172d538d"),
  AcrPush: nothingInVaults("8311e382-0749-4cb8-b61a-304f252e45ec"),
  "App Configuration Data Owner": nothingInVaults("5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b"),
  "App Configuration Data Reader": nothingInVaults("516239f1-63e1-4d78-a4de-a74fb236a071"),
  "Azure Event Hubs Data Owner": nothingInVaults("f526a384-b230-433a-b45c-95f59c4a2dec"),
  "Azure Event Hubs Data Receiver": nothingInVaults("a638d3c7-ab3a-418d-83e6-5f17a39d4fde"),
  "Azure Event Hubs Data Sender": nothingInVaults("2b629674-e913-4c01-ae53-ef4638d8f975"),
  "Azure Service Bus Data Owner": nothingInVaults("090c5cfd-751d-490a-894a-3ce6f1109419"),
  "Azure Service Bus Data Receiver": nothingInVaults("4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"),
  "Azure Service Bus Data Sender": nothingInVaults("69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"),
  "Cognitive Services OpenAI Contributor": nothingInVaults("a001fd3d-188f-4b5d-821b-7da978bf7442"),
  "Cognitive Services OpenAI User": nothingInVaults("5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"),
  "Cognitive Services User": nothingInVaults("a97b65f3-24c7-4388-baec-2e87135dc908"),
  "DNS Zone Contributor": nothingInVaults("befefa01-2a29-4197-83a8-272ff33ce314"),
  "EventGrid Data Sender": nothingInVaults("d5a91429-5739-47e2-a06b-3470a27159e7"),
  "Key Vault Data Access Administrator": nothingInVaults("8b54135c-b56d-4d72-a534-26097cfdc8d8"),
  "Monitoring Metrics Publisher": nothingInVaults("3913510d-42f4-4e42-8a64-420c390055eb"),
  "Private DNS Zone Contributor": nothingInVaults("b12aa53e-6015-4669-85d0-8515ebb3ae7f"),
  "Role Based Access Control Administrator": nothingInVaults("f58310d9-a9f6-439a-9e8d-f62e7b41a168"),
  "Search Index Data Contributor": nothingInVaults("8ebe5a00-799e-43f5-93ac-243d3dce84a7"),
  "Search Index Data Reader": nothingInVaults("1407120a-92aa-4202-b7e9-c0e197c71c8f"),
  "Storage Blob Data Contributor": nothingInVaults("ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
  "Storage Blob Data Owner": nothingInVaults("b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
  "Storage Blob Data Reader": nothingInVaults("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
  "Storage Blob Delegator": nothingInVaults("db58b8e5-c6ad-4a2a-8342-4190687cbf4a"),
  "Storage File Data Privileged Contributor": nothingInVaults("69566ab7-960f-475b-8e7c-b3118f30c6bd"),
  "Storage File Data Privileged Reader": nothingInVaults("b8eda974-7b85-4f76-af95-65846b26df6d"),
  "Storage File Data SMB Share Contributor": nothingInVaults("0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb"),
  "Storage File Data SMB Share Reader": nothingInVaults("aba4ae5f-2193-4029-9191-0cb91df5e314"),
  "Storage Queue Data Contributor": nothingInVaults("974c5e8b-45b9-4653-ba55-5f855dd0fb88"),
  "Storage Queue Data Message Processor": nothingInVaults("8a0f0c08-91a1-4084-bc3d-661d67233fed"),
  "Storage Queue Data Message Sender": nothingInVaults("c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"),
  "Storage Queue Data Reader": nothingInVaults("19e7f393-937e-4f77-808e-94535e297925"),
  "Storage Table Data Contributor": nothingInVaults("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
  "Storage Table Data Reader": nothingInVaults("76199698-9eea-4c19-bc75-cec21354c6b6"),
  "User Access Administrator": nothingInVaults("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
};

/**
 * Built-in roles that exist in every subscription, each with the `dataActions` of its definition; none has
 * `notDataActions`. [AZ role-based-access-control/built-in-roles/security.md of 2026-02, privileged.md, general.md]
 */
export const builtInRoles: Record<string, RoleDefinition> = {
  "Key Vault Administrator": { guid: "00482a5a-887f-4fb3-b363-3b7fe8e74483", dataActions: inVault("*") },
  "Key Vault Certificate User": {
    guid: "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
    dataActions: inVault(
      "certificates/read",
      "secrets/getSecret/action",
      "secrets/readMetadata/action",
      "keys/read",
    ),
  },
  "Key Vault Certificates Officer": {
    guid: "a4417e6f-fecd-4de8-b567-7b0420556985",
    dataActions: inVault("certificatecas/*", "certificates/*", "certificatecontacts/write"),
  },
  "Key Vault Crypto Officer": {
    guid: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
    dataActions: inVault("keys/*", "keyrotationpolicies/*"),
  },
  "Key Vault Crypto Service Encryption User": {
    guid: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    dataActions: inVault("keys/read", "keys/wrap/action", "keys/unwrap/action"),
  },
  "Key Vault Crypto User": {
    guid: "12338af0-0e69-4776-bea7-57ae8d297424",
    dataActions: inVault(
      "keys/read",
      "keys/update/action",
      "keys/backup/action",
      "keys/encrypt/action",
      "keys/decrypt/action",
      "keys/wrap/action",
      "keys/unwrap/action",
      "keys/sign/action",
      "keys/verify/action",
    ),
  },
  "Key Vault Reader": {
    guid: "21090545-7ca7-4776-b22c-e363652d74d2",
    dataActions: inVault("*/read", "secrets/readMetadata/action"),
  },
  "Key Vault Secrets Officer": {
    guid: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    dataActions: inVault("secrets/*"),
  },
  "Key Vault Secrets User": {
    guid: "4633458b-17de-408a-b874-0445c86b69e6",
    dataActions: inVault("secrets/getSecret/action", "secrets/readMetadata/action"),
  },
  // These manage vaults, and read nothing in them.
  Contributor: { guid: "b24988ac-6180-42a0-ab88-20f7382dd24c", dataActions: [] },
  Owner: { guid: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", dataActions: [] },
  Reader: { guid: "acdd72a7-3385-48ef-bd42-f606fba81ae7", dataActions: [] },
  ...elsewhere,
};

const guidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where the world does not list the custom roles, every other GUID is one that allows nothing in a vault. */
export function roleWithGuid(
  { roleDefinitions }: World,
  guid: string,
): (RoleDefinition & { name: string }) | undefined {
  const builtIn = Object.entries(builtInRoles).map(([name, role]) => ({ name, ...role }));
  const listed = (roleDefinitions ?? []).map(({ dataActions = [], ...role }) => ({ ...role, dataActions }));
  const found = [...builtIn, ...listed].find((role) => same(role.guid, guid));
  const isCustom = roleDefinitions === undefined && guidShape.test(guid);
  return found ?? (isCustom ? { name: guid, guid, dataActions: [] } : undefined);
}

/** Whether a role's definition covers an action, whatever the letter case. [AZ role-definitions.md "Actions format"] */
export function allows({ dataActions }: RoleDefinition, action: string): boolean {
  return dataActions.some((pattern) => covers(pattern, action));
}

/** `*` stands for any characters. */
export function covers(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
