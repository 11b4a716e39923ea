import type { Properties } from "../provider/values";
import { key, same } from "../records";
import type { Answer } from "./answers";
import type { Azure } from "./azure";

/** Lists that have been written entry by entry, by vault; the others are as the vault was declared or created. */
const shelf = "azure access policies";

/** The access policies that a vault has now. */
export function policyEntries(azure: Azure, vault: Answer): Properties[] {
  const written = azure.store.get(shelf, key(vault.id))?.properties.entries;
  const inline = (vault.properties.properties as Properties).accessPolicies;
  return (written ?? inline ?? []) as Properties[];
}

export function writePolicyEntries(azure: Azure, vault: Answer, entries: Properties[]): void {
  azure.store.put(shelf, key(vault.id), { id: vault.id, type: shelf, properties: { entries } });
}

/** As `az keyvault delete-policy` does; the id is azure-native's own. */
export function removePolicyEntry(azure: Azure, id: string): void {
  const [, vaultId = "", objectId = ""] = /^(.*)\/accessPolicy\/([^/]+)$/i.exec(id) ?? [];
  const vault = azure.get(vaultId);
  if (!vault) return;
  const others = policyEntries(azure, vault).filter((entry) => !same(String(entry.objectId), objectId));
  writePolicyEntries(azure, vault, others);
}

/** The vault's own list counts again. */
export function forgetPolicyEntries(azure: Azure, vaultId: string): void {
  azure.store.delete(shelf, key(vaultId));
}
