/** Whether a grant lets an object be read. */

import { roleWithGuid } from "../../model/assigned-role";
import { collectionOf, type ObjectKind, parseVaultScope } from "../../model/vault-object";
import type { Grant } from "../stack/chain";
import { isSame, isText } from "../stack/value";

export interface Wanted {
  readonly vault: string;
  readonly objectType: string;
  readonly objectName: string;
  readonly list?: boolean;
}

/** Undefined where that is not known: the scope, or what the role allows, is not known. */
export function covers(grant: Grant, wanted: Wanted): boolean | undefined {
  const collection = collectionOf[wanted.objectType as ObjectKind];
  if (collection === undefined) return false;
  if (grant.kind === "policy") {
    if (!isText(grant.vault)) return undefined;
    if (!isSame(grant.vault, wanted.vault)) return false;
    const verbs = (grant.permissions[collection] ?? []).map((verb) => verb.toLowerCase());
    return verbs.includes("all") || (verbs.includes("get") && (!wanted.list || verbs.includes("list")));
  }
  if (!isText(grant.scope) || !isText(grant.role)) return undefined;
  const role = roleWithGuid(grant.role);
  if (role?.powers.includes(`get ${collection}`) === false) return false;
  const on = parseVaultScope(grant.scope);
  // A resource of another kind; or a resource group, a subscription or a management group above the vault.
  if (on === undefined) return ofResource.test(grant.scope) ? false : undefined;
  if (!isSame(on.vault, wanted.vault)) return false;
  if (on.objectName !== undefined) {
    if (!isSame(on.objectName, wanted.objectName) || on.collection !== collection) return false;
  }
  return role && true;
}

const ofResource = /\/providers\/(?!Microsoft\.Management\/)/i;

/** Whether the grant is on this vault, or on an object of it. */
export function isOnVault(grant: Grant, vault: string): boolean {
  const name = grant.kind === "policy" ? grant.vault : grant.scope;
  if (!isText(name)) return false;
  const on = grant.kind === "policy" ? name : /\/vaults\/([^/]+)/i.exec(name)?.[1];
  return isSame(on, vault);
}
