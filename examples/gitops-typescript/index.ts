import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const orders = new KeyVaultWorkloadIdentity("orders", {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  serviceAccount: { management: "External" },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: {
    "kv-shop": {
      resourceGroupName: "shop",
      objects: { "db-password": {} },
      secretProviderClass: { management: "External" },
    },
  },
});

// The folder that the GitOps tool watches. A preview must not touch it.
const folder = join(__dirname, "manifests");
if (!pulumi.runtime.isDryRun()) {
  orders.manifests.apply((manifests) => {
    mkdirSync(folder, { recursive: true });
    for (const [file, manifest] of Object.entries(manifests)) writeFileSync(join(folder, file), manifest);
  });
}

export const trust = orders.trust;
