export type Collection = "secrets" | "keys" | "certificates";

/** What a client may want of an object, and its name in role definitions. */
export interface Operation {
  collection: Collection;
  permission: "get" | "list";
  name: string;
}

const prefix = "Microsoft.KeyVault/vaults/";

// [AZ role-based-access-control/permissions/security.md "Microsoft.KeyVault" data actions]
const dataActions: Record<Collection, Record<Operation["permission"], string>> = {
  secrets: { get: "secrets/getSecret/action", list: "secrets/readMetadata/action" },
  keys: { get: "keys/read", list: "keys/read" },
  certificates: { get: "certificates/read", list: "certificates/read" },
};

export function dataActionOf({ collection, permission }: Operation): string {
  return prefix + dataActions[collection][permission];
}
