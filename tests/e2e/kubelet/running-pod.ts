import type { SyncedSecret, VolumeFile } from "./csi-driver";

/** What a pod finds when its containers start. */
export interface RunningPod {
  /** By volume, then by path in the volume. */
  readonly volumes: Readonly<Record<string, Readonly<Record<string, VolumeFile>>>>;
  readonly secrets: readonly SyncedSecret[];
  /** Of the first container: what comes from the synced Secrets. */
  readonly env: Readonly<Record<string, string>>;
}
