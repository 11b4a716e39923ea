import * as pulumi from "@pulumi/pulumi";
import { Cloud } from "../../args";
import type { TextMap } from "../../pulumi/text-map";
import type { Reading } from "../read";
import { type NormalizedCluster, normalizeClusters } from "./clusters";
import { type NormalizedIdentity, normalizeIdentity } from "./identity";
import { type NormalizedKeyVault, normalizeKeyVaults } from "./key-vaults";
import { checkOperatingSystem } from "./operating-system";
import { checkPodNames, type NormalizedPod, normalizePod } from "./pod";
import { type NormalizedRoleAssignment, normalizeRoleAssignments } from "./role-assignments";
import type { Scope } from "./scope";
import { type NormalizedServiceAccount, normalizeServiceAccount } from "./service-account";

/** The input with its defaults: what the steps of the component take their own inputs from. */
export interface NormalizedArgs {
  readonly namespace: pulumi.Output<string>;
  readonly clusters: readonly NormalizedCluster[];
  readonly serviceAccount: NormalizedServiceAccount;
  readonly identity: NormalizedIdentity;
  readonly keyVaults: readonly NormalizedKeyVault[];
  readonly roleAssignments: readonly NormalizedRoleAssignment[];
  readonly podLabels: TextMap;
  readonly pod?: NormalizedPod;
  /** For the provider; left out for the public cloud. */
  readonly cloudName?: string;
}

/** Fills in the defaults, and checks what no property can get wrong by itself. */
export function normalizeArgs({ args, isInvalid }: Reading, scope: Omit<Scope, "isInvalid">): NormalizedArgs {
  const all = { ...scope, isInvalid };
  const identity = normalizeIdentity(all, args);
  const normalized = {
    namespace: pulumi.output(args.namespace ?? ""),
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
