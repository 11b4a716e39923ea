import type { VaultDeclaration, World } from "../world";

export function vaultId(vault: VaultDeclaration, world: World): string {
  const subscriptionId = vault.subscriptionId ?? world.subscriptionId;
  return `/subscriptions/${subscriptionId}/resourceGroups/${vault.resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vault.name}`;
}
