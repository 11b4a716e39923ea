/** What is read once, when a pod starts: a running pod misses a change of it. */

import { createHash } from "node:crypto";
import type { SecretObject } from "./secret-provider-class";
import type { VaultObject } from "./vault-object";

export interface PodStart {
  readonly clientId: string;
  readonly tenantId: string;
  readonly cloudName?: string;
  readonly serviceAccount: {
    readonly tokenExpirationSeconds?: number;
    readonly automountServiceAccountToken?: boolean;
    readonly imagePullSecrets?: readonly string[];
  };
  /** Those that are mounted, by their keys. */
  readonly vaults: Readonly<Record<string, MountedContent>>;
}

interface MountedContent {
  readonly name: string;
  /** Where it is not the identity's. */
  readonly tenantId?: string;
  readonly objects: readonly VaultObject[];
  /** Without labels and annotations, which no pod reads. */
  readonly secrets: readonly Pick<SecretObject, "secretName" | "type" | "data">[];
}

/** After Helm's convention, `checksum/config`. */
export const checksumAnnotation = "checksum/workload-identity";

/** Over the meaning and not over the text of the objects: another formatting of a class restarts no pod. */
export function podChecksum(start: PodStart): string {
  return createHash("sha256").update(JSON.stringify(start, sortKeys)).digest("hex");
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
