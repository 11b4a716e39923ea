import { same } from "../records";
import { nameOf, type VaultDeclaration } from "../world";
import type { Azure } from "./azure";
import { resourceGroupNotFound, resourceNotFound } from "./azure-error";
import { parsePath } from "./resource-path";

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";
const vault = `${group}/providers/Microsoft.KeyVault/vaults/{vaultName}`;

/** A role can be assigned only where something is. [AZ role-based-access-control/scope-overview.md] */
export function requireScope(azure: Azure, scope: string): void {
  const object = parsePath(`${vault}/{kind}/{objectName}`, scope);
  const inGroup = parsePath(`${group}/providers/{scope}`, scope) ?? parsePath(group, scope);
  if (!inGroup) return;
  const { subscriptionId, resourceGroupName } = inGroup as Record<string, string>;
  if (!azure.resourceGroupLocation(subscriptionId as string, resourceGroupName as string)) {
    throw resourceGroupNotFound(resourceGroupName as string);
  }
  const inVault = object ?? parsePath(vault, scope);
  if (inVault) {
    requireVaultScope(azure, inVault);
  } else if (inGroup.scope && !azure.get(scope)) {
    const [namespace, type, name] = inGroup.scope.split("/");
    throw resourceNotFound(`${namespace}/${type}`, String(name), String(resourceGroupName));
  }
}

function requireVaultScope(azure: Azure, parts: Record<string, string>): void {
  const { subscriptionId, resourceGroupName, vaultName, kind, objectName } = parts;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
  const declared = azure.declaredVault(id);
  if (!azure.get(id)) {
    throw resourceNotFound("Microsoft.KeyVault/vaults", String(vaultName), String(resourceGroupName));
  }
  if (!kind || !objectName) return;
  if (!hasObject(declared?.objects, kind.toLowerCase(), objectName)) {
    throw resourceNotFound(
      `Microsoft.KeyVault/vaults/${vaultName}/${kind}`,
      objectName,
      String(resourceGroupName),
    );
  }
}

/** Three kinds of object can be a scope; which objects there are counts where they are listed. [KV rbac-guide.md] */
function hasObject(listed: VaultDeclaration["objects"], kind: string, name: string): boolean {
  if (kind !== "secrets" && kind !== "keys" && kind !== "certificates") return false;
  // A certificate is also a key and a secret of its name. [KV about-keys-secrets-certificates.md]
  const names = listed && [...(listed[kind] ?? []), ...(listed.certificates ?? [])];
  return !names || names.some((known) => same(nameOf(known), name));
}
