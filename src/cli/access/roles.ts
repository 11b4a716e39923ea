/** What roles let their holder do in a vault: the component's own, and those that programs give beside it. */

import { reader, secretsUser } from "../../model/role-grants";

export interface KnownRole {
  readonly name: string;
  /** Verb and collection, such as `get secrets`. */
  readonly powers: readonly string[];
}

const keyVerbs = [
  "get",
  "list",
  "update",
  "backup",
  "encrypt",
  "decrypt",
  "wrap",
  "unwrap",
  "sign",
  "verify",
];
const allOf = (collection: string) =>
  ["get", "list", "change", "delete"].map((verb) => `${verb} ${collection}`);
const everything = [...allOf("secrets"), ...allOf("keys"), ...keyVerbs.map(ofKeys), ...allOf("certificates")];
const readMetadata = ["list keys", "list certificates", "list secrets"];

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
const roles: Readonly<Record<string, KnownRole>> = {
  [secretsUser.guid]: { name: secretsUser.name, powers: ["get secrets", "list secrets"] },
  [reader.guid]: {
    name: reader.name,
    powers: [
      ...["get keys", "get certificates", ...readMetadata, "read settings", "read role assignments"],
      ...["manage alert rules", "manage deployments", "manage support tickets"],
    ],
  },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": {
    name: "Key Vault Certificate User",
    powers: ["get certificates", "get secrets", "get keys", ...readMetadata],
  },
  "12338af0-0e69-4776-bea7-57ae8d297424": { name: "Key Vault Crypto User", powers: keyVerbs.map(ofKeys) },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": {
    name: "Key Vault Crypto Service Encryption User",
    powers: ["get", "list", "wrap", "unwrap"].map(ofKeys),
  },
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": { name: "Key Vault Secrets Officer", powers: allOf("secrets") },
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": {
    name: "Key Vault Crypto Officer",
    powers: [...allOf("keys"), ...keyVerbs.map(ofKeys)],
  },
  "a4417e6f-fecd-4de8-b567-7b0420556985": {
    name: "Key Vault Certificates Officer",
    powers: allOf("certificates"),
  },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": {
    name: "Key Vault Administrator",
    powers: [...new Set([...everything, "read settings", "change the vault", "delete the vault"])],
  },
};

export function roleWithGuid(guid: string): KnownRole | undefined {
  return Object.hasOwn(roles, guid) ? roles[guid] : undefined;
}

function ofKeys(verb: string): string {
  return `${verb} keys`;
}
