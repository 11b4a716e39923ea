import type { GetManagedClusterResult } from "@pulumi/azure-native/containerservice/getManagedCluster";
import { sameText } from "../model/resource-id";
import { tokenAudience } from "../model/vocabulary";
import { type Notice, notice } from "../pulumi/notices";
import { settle } from "../pulumi/settle";
import { csiDriverOn, rotationOn, secretSyncOn, workloadIdentityOn } from "../rules/live-checks";
import type { NormalizedKeyVault } from "../workload";

/** What a component needs of the cluster beside its issuer. */
export interface ClusterUse {
  /** Whether pods mount a vault. */
  readonly mounts: boolean;
  /** Whether Kubernetes Secrets are filled from a mount. */
  readonly fillsSecrets: boolean;
  /** Whether a mounted object follows the newest version. */
  readonly followsNewest: boolean;
}

/** What the pods need of a cluster; never rejects. */
export async function clusterUse(vaults: readonly NormalizedKeyVault[]): Promise<ClusterUse> {
  const mounted = vaults.filter(({ mount }) => mount !== undefined);
  const objects = await Promise.all(mounted.map(async (vault) => (await settle(vault.objects)).value ?? []));
  return {
    mounts: mounted.length > 0,
    fillsSecrets: mounted.some(({ mount }) => mount?.secrets.length),
    followsNewest: objects.flat().some(({ objectVersion }) => !objectVersion),
  };
}

/** The part of AKS's answer that says what is on. */
type ClusterSettings = Pick<GetManagedClusterResult, "securityProfile" | "addonProfiles">;

/** What would not work although the cluster can be federated; a cluster may have its own parts in place of AKS's. */
export function evaluateSettings(
  path: string,
  { securityProfile, addonProfiles }: ClusterSettings,
  cluster: { readonly what: string; readonly resourceGroup: string; readonly name: string },
  { mounts, fillsSecrets, followsNewest }: ClusterUse,
): Notice[] {
  const driver = addOn(addonProfiles, "azureKeyvaultSecretsProvider");
  const rotates = driver?.config?.enableSecretRotation?.toLowerCase() === "true";
  const off = [
    ...(securityProfile?.workloadIdentity?.enabled ? [] : [workloadIdentityOn]),
    ...(mounts && !driver?.enabled ? [csiDriverOn] : []),
    ...(mounts && !driver?.enabled && fillsSecrets ? [secretSyncOn] : []),
    ...(mounts && driver?.enabled && followsNewest && !rotates ? [rotationOn] : []),
  ];
  return off.map((rule) => notice(rule, path, { fill: { ...cluster, audience: tokenAudience } }));
}

/** Azure returns the names of add-ons in other letter case at times. [azure-rest-api-specs #10716] */
function addOn(profiles: ClusterSettings["addonProfiles"] = {}, name: string) {
  return Object.entries(profiles).find(([one]) => sameText(one, name))?.[1];
}
