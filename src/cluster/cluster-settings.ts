import { tokenAudience } from "../model/vocabulary";
import { type Notice, notice } from "../pulumi/notice";
import { csiDriverOn, rotationOn, secretSyncOn, workloadIdentityOn } from "../validation/look-up-rules";

/** What a component needs of the cluster beside its issuer. */
export interface ClusterUse {
  /** Whether pods mount a vault. */
  readonly mounts: boolean;
  /** Whether Kubernetes Secrets are filled from a mount. */
  readonly fillsSecrets: boolean;
  /** Whether a mounted object follows the newest version. */
  readonly followsNewest: boolean;
}

/** The part of AKS's answer that says what is on. */
interface ClusterSettings {
  readonly securityProfile?: { readonly workloadIdentity?: { readonly enabled?: boolean } };
  readonly addonProfiles?: Readonly<Record<string, AddonProfile>>;
}

interface AddonProfile {
  readonly enabled: boolean;
  readonly config?: Readonly<Record<string, string>>;
}

/** What would stop working although the cluster can be federated; a cluster may have its own parts in place of AKS's. */
export function judgeSettings(
  path: string,
  what: string,
  { securityProfile, addonProfiles }: ClusterSettings,
  fill: { readonly resourceGroup: string; readonly name: string },
  { mounts, fillsSecrets, followsNewest }: ClusterUse,
): Notice[] {
  const driver = addonProfiles?.azureKeyvaultSecretsProvider;
  const rotates = driver?.config?.enableSecretRotation?.toLowerCase() === "true";
  const off = (part: string) => ({ received: `${what} ${part}`, fill: { ...fill, audience: tokenAudience } });
  const notices: Notice[] = [];
  if (!securityProfile?.workloadIdentity?.enabled) {
    notices.push(notice(workloadIdentityOn, path, off("with workload identity off")));
  }
  if (!mounts) return notices;
  if (!driver?.enabled) {
    notices.push(notice(csiDriverOn, path, off("without the add-on azure-keyvault-secrets-provider")));
    if (fillsSecrets) notices.push(notice(secretSyncOn, path, off("without the add-on, which does so")));
  } else if (followsNewest && !rotates) {
    notices.push(notice(rotationOn, path, off("with rotation off")));
  }
  return notices;
}
