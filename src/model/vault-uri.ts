import { cloudOfVaultHost, publicCloud } from "./vocabulary";

/** `kv-shop` → `https://kv-shop.vault.azure.net/` */
export function vaultUri(name: string, cloudName = publicCloud): string {
  const [host] = Object.entries(cloudOfVaultHost).find(([, cloud]) => cloud === cloudName) ?? [];
  return `https://${name.toLowerCase()}.${host}/`;
}
