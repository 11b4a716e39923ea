/** Which built-in roles the listed objects need, and on what. */

import { quote } from "./quote";
import { collectionOf, nounOf, type ObjectKind, parseVaultScope, type VaultObject } from "./vault-object";

export interface Role {
  readonly name: string;
  readonly guid: string;
  /** Part of a child's name. */
  readonly slug: string;
  /** What it lets the holder do on a whole vault, more than reading the listed objects included: before and after the vault's name. */
  readonly onVault: readonly [before: string, after: string];
  /** The same on a single object, besides reading it. */
  readonly onObject: string;
}

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
export const secretsUser: Role = {
  name: "Key Vault Secrets User",
  guid: "4633458b-17de-408a-b874-0445c86b69e6",
  slug: "secrets-user",
  onVault: ["list and read every secret in", ", private keys of its certificates included"],
  onObject: "with its private key if it backs a certificate",
};

// Its actions hold Microsoft.Insights/alertRules/*, Microsoft.Resources/deployments/* and Microsoft.Support/* too.
// Certificate User would do for keys and certificates, but it reads every secret as well.
export const reader: Role = {
  name: "Key Vault Reader",
  guid: "21090545-7ca7-4776-b22c-e363652d74d2",
  slug: "reader",
  onVault: [
    "list and read every certificate and every public key in",
    ", its settings and role assignments, and the names and settings of its secrets, but not their values, " +
      "and manage alert rules, deployments and support tickets there",
  ],
  onObject: "and its role assignments, and manage alert rules, deployments and support tickets there",
};

export type Scope = "Vault" | "Object";

export interface RoleGrant {
  readonly role: Role;
  /** The object it is limited to; absent for the whole vault. */
  readonly object?: { readonly objectType: ObjectKind; readonly objectName: string };
  /** Distinguishes the grants of one vault; `/` cannot occur in a vault's key or in a role's slug. */
  readonly slug: string;
}

const roleFor: Record<ObjectKind, Role> = { secret: secretsUser, key: reader, cert: reader };

/** Two files of one object share one grant; Key Vault compares object names without regard to case. */
export function roleGrantsFor(objects: readonly VaultObject[], scope: Scope): RoleGrant[] {
  const grants = objects.map((object): RoleGrant => {
    const role = roleFor[object.objectType];
    if (scope === "Vault") return { role, slug: role.slug };
    const { objectType, objectName } = object;
    return {
      role,
      object: { objectType, objectName },
      slug: `${objectType}/${objectName.toLowerCase()}`,
    };
  });
  const bySlug = new Map(grants.map((grant) => [grant.slug, grant] as const).reverse());
  return [...bySlug.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

export function covers({ role, object }: RoleGrant, { objectType, objectName }: VaultObject): boolean {
  if (role !== roleFor[objectType]) return false;
  if (!object) return true;
  return object.objectType === objectType && object.objectName.toLowerCase() === objectName.toLowerCase();
}

/** `…/vaults/kv/secrets/db` → `…/vaults/kv` and `/secrets/db`; any other scope is left whole. */
export function splitVaultObject(scope: string): readonly [whole: string, object: string] {
  const [, vault = scope, object = ""] =
    /^(.*\/Microsoft\.KeyVault\/vaults\/[^/]+)(\/(?:secrets|keys|certificates)\/[^/]+)$/i.exec(scope) ?? [];
  return [vault, object];
}

// https://learn.microsoft.com/azure/key-vault/general/rbac-guide: scopes of single objects
export function scopeOf({ object }: RoleGrant, vaultId: string): string {
  return object ? `${vaultId}/${collectionOf[object.objectType]}/${object.objectName}` : vaultId;
}

/** A phrase that follows "can"; `where` names the vault, such as `vault "kv-shop"`. */
export function describeRoleGrant(grant: RoleGrant, where: string): string {
  const { role, object } = grant;
  const [, after] = role.onVault;
  const [rest, on] = object ? [`, ${role.onObject}`, "object"] : [after, "vault"];
  return `${nameReadObjects(grant, where)}${rest} (role ${role.name} on the ${on})`;
}

/** For a headline: what is read, without what the role allows besides. */
export function summarizeRoleGrant(grant: RoleGrant, where: string): string {
  return `${nameReadObjects(grant, where)} (role ${grant.role.name})`;
}

function nameReadObjects({ role, object }: RoleGrant, where: string): string {
  if (!object) return `${role.onVault[0]} ${where}`;
  return `read ${nounOf[object.objectType]} ${quote(object.objectName)} of ${where}`;
}

/** The same of a role assignment, by its role and scope; undefined where it is none of these roles, or on no vault. */
export function describeVaultRole(
  guid: string,
  scope: string,
  describe: typeof describeRoleGrant = describeRoleGrant,
): string | undefined {
  const role = [secretsUser, reader].find((one) => one.guid === guid);
  const { vault, collection, objectName } = parseVaultScope(scope) ?? {};
  if (role === undefined || vault === undefined) return undefined;
  const where = `vault ${quote(vault)}`;
  if (objectName === undefined) return describe({ role, slug: role.slug }, where);
  const [objectType] = objectKinds.find(([, one]) => one === collection) ?? [];
  if (objectType === undefined || roleFor[objectType] !== role) return undefined;
  return describe({ role, slug: "", object: { objectType, objectName } }, where);
}

const objectKinds = Object.entries(collectionOf) as [ObjectKind, string][];

/** The sentence that a role assignment carries; without clusters, so that a swap of clusters leaves it alone. */
export function describeAssignment(phrase: string, namespace: string, serviceAccount: string): string {
  return `Service account ${quote(serviceAccount)} in namespace ${quote(namespace)} can ${phrase}.`;
}
