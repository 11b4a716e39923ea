import { Cloud } from "../../args";
import type { NormalizedArgs } from "../../workload";
import type { Reading } from "../read";
import { normalizeClusters } from "./clusters";
import { normalizeIdentity } from "./identity";
import { normalizeKeyVaults } from "./key-vaults";
import { checkOperatingSystem } from "./operating-system";
import { checkPodNames, normalizePod } from "./pod";
import { normalizeRoleAssignments } from "./role-assignments";
import type { Scope } from "./scope";
import { normalizeServiceAccount } from "./service-account";

/** Fills in the defaults, and checks what no property can get wrong by itself. */
export function normalizeArgs({ args, isInvalid }: Reading, scope: Omit<Scope, "isInvalid">): NormalizedArgs {
  const all = { ...scope, isInvalid };
  const identity = normalizeIdentity(all, args);
  const normalized = {
    namespace: args.namespace ?? "",
    serviceAccount: normalizeServiceAccount(all, args.serviceAccount),
    clusters: normalizeClusters(all, args.clusters),
    identity,
    keyVaults: normalizeKeyVaults(all, args.keyVaults, identity.kind),
    roleAssignments: normalizeRoleAssignments(args.roleAssignments),
    podLabels: args.podLabels ?? {},
    pod: normalizePod(all, args.pod),
    cloudName: args.cloud === Cloud.AzurePublicCloud ? undefined : args.cloud,
  };
  checkPodNames(all, args, normalized.keyVaults);
  if (normalized.pod) checkOperatingSystem(all, normalized.pod.operatingSystem, normalized.keyVaults);
  return normalized;
}
