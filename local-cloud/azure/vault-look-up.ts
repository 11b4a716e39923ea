import { type Azure, vaultId } from "./azure";
import type { Answer } from "./resource-kind";
import { vaultAnswer } from "./vault";

/** A vault that was there before the program. */
export function declaredVaultAnswer(azure: Azure, id: string): Answer | undefined {
  const declared = azure.declaredVault(id);
  if (!declared) return undefined;
  const { name, location, tenantId, enableRbacAuthorization, publicNetworkAccess } = declared;
  return vaultAnswer(vaultId(declared, azure.world()), name, location ?? "westeurope", {
    tenantId: tenantId ?? azure.world().tenantId,
    sku: { family: "A", name: "standard" },
    accessPolicies: [],
    enableSoftDelete: true,
    // Absent means access policies. [KV access-control-default.md]
    enableRbacAuthorization,
    publicNetworkAccess: publicNetworkAccess ?? "Enabled",
  });
}
