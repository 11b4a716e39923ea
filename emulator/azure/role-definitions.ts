import { same } from "../records";

export interface RoleDefinition {
  guid: string;
  /** What the role allows inside a vault; `*` stands for any characters. */
  dataActions: string[];
}

const vaults = "Microsoft.KeyVault/vaults/";
const inVault = (...actions: string[]) => actions.map((action) => vaults + action);

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
};

export function roleWithGuid(guid: string): (RoleDefinition & { name: string }) | undefined {
  const found = Object.entries(builtInRoles).find(([, role]) => same(role.guid, guid));
  return found && { name: found[0], ...found[1] };
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
