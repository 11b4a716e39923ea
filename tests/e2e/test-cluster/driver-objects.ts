import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import type { Programs } from "../programs";
import type { Cluster } from "./cluster";

interface ChartValues {
  "secrets-store-csi-driver": { tokenRequests: { audience: string }[] };
}

/** Installs the CSI driver's custom resources, and the driver as the Key Vault provider's chart sets it up. */
export async function installDriverObjects(cluster: Cluster, programs: Programs): Promise<void> {
  for (const file of programs.driverManifests) await cluster.apply(readFileSync(file, "utf8"), "helm");
  const values = parse(readFileSync(programs.providerChartValues, "utf8")) as ChartValues;
  const { tokenRequests } = values["secrets-store-csi-driver"];
  const driver = parse(readFileSync(programs.driverManifests.at(-1) as string, "utf8"));
  await cluster.apply(JSON.stringify({ ...driver, spec: { ...driver.spec, tokenRequests } }), "helm");
  await served(cluster, "secrets-store.csi.x-k8s.io/v1", "SecretProviderClass");
}

/** A custom resource is served a moment after its definition was accepted. */
async function served(cluster: Cluster, apiVersion: string, kind: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const path = await cluster.api.pathOf(apiVersion, kind, "default").catch(() => undefined);
    if (path && (await cluster.api.request(path).catch(() => undefined))) return;
    await sleep(50);
  }
  throw new Error(`${cluster.name} does not serve ${kind}`);
}
