/** A role as the input names it: by the name of a built-in one, or by its definition. */

import { type BuiltInRole, builtInRoles } from "./built-in-roles";
import { grantingRoles } from "./granting-roles";
import { list } from "./list";
import { quote } from "./quote";
import { guidPattern, sameText } from "./resource-id";
import { describeVaultRole } from "./role-grants";

export interface AssignedRole {
  readonly guid: string;
  /** Undefined for a role of which only Azure knows what it allows. */
  readonly builtIn?: BuiltInRole;
}

const above = "/subscriptions/[-\\w]+|/providers/Microsoft\\.Management/managementGroups/[-\\w().]+";
const definition = new RegExp(
  `^(?:(?:${above})?/providers/Microsoft\\.Authorization/roleDefinitions/)?(${guidPattern})$`,
  "i",
);

/** Undefined where it is neither the name of a role that is known here, nor the GUID or id of a role definition. */
export function readRole(text: string): AssignedRole | undefined {
  const named = builtInRoles.find(({ name }) => name === text);
  const guid = named?.guid ?? guidIn(text);
  return guid === undefined ? undefined : { guid, builtIn: named ?? roleWithGuid(guid) };
}

export function roleWithGuid(guid: string): BuiltInRole | undefined {
  return builtInRoles.find((role) => role.guid === guid);
}

/** Of a role definition, by itself or in its id. */
function guidIn(text: string): string | undefined {
  return definition.exec(text)?.[1]?.toLowerCase();
}

/** By name, GUID or id. */
export function canGrantAccess(text: string): boolean {
  const guid = guidIn(text);
  return Object.entries(grantingRoles).some(([name, own]) => own === guid || sameText(name, text));
}

/** `read blobs`, `write blobs`, `list keys` → `read and write blobs, list keys` */
export function describePowers(powers: readonly string[]): string {
  const verbs = new Map<string, string[]>();
  for (const power of powers) {
    const [verb = "", ...rest] = power.split(" ");
    const object = rest.join(" ");
    verbs.set(object, [...(verbs.get(object) ?? []), verb]);
  }
  return [...verbs].map(([object, some]) => `${list(some)} ${object}`).join(", ");
}

/**
 * A phrase that follows "can". `where` are words for the scope, left out for what carries it itself; its id may not be
 * known yet.
 */
export function describeRole({ guid, builtIn }: AssignedRole, where?: string, scope?: string): string {
  const on = where === undefined ? "" : ` on ${where}`;
  if (builtIn === undefined) return `do what role definition ${quote(guid)} allows${on}`;
  const own = scope === undefined ? undefined : describeVaultRole(guid, scope);
  return own ?? `${describePowers(builtIn.powers)}${privateKeys(builtIn)} (role ${builtIn.name}${on})`;
}

/** A certificate's private key is read as the secret of its name. */
function privateKeys({ powers }: BuiltInRole): string {
  return powers.includes("get secrets") ? ", private keys of certificates included" : "";
}
