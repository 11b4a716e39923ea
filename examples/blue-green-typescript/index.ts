import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const config = new pulumi.Config();
const vault = { resourceGroupName: "shop", objects: { "db-password": {} } };

const blueCluster = new k8s.Provider("blue", { context: config.require("blueContext") });
const blue = new KeyVaultWorkloadIdentity(
  "orders-blue",
  {
    namespace: "shop",
    clusters: { "aks-blue": { resourceGroupName: "platform" } },
    serviceAccount: { name: "orders" },
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: { "kv-shop": vault },
    podLabels: { app: "orders" },
  },
  { providers: [blueCluster] },
);

const greenCluster = new k8s.Provider("green", { context: config.require("greenContext") });
const green = new KeyVaultWorkloadIdentity(
  "orders-green",
  {
    namespace: "shop",
    clusters: { "aks-green": { resourceGroupName: "platform" } },
    serviceAccount: { name: "orders" },
    userAssignedIdentity: { id: blue.identityId },
    // Blue has granted what both read.
    keyVaults: { "kv-shop": { ...vault, grants: "External" } },
    podLabels: { app: "orders" },
  },
  { providers: [greenCluster] },
);

function deploy(name: string, orders: KeyVaultWorkloadIdentity, provider: k8s.Provider) {
  const container = { name: "app", image: "example/orders:1.0.0", volumeMounts: orders.volumeMounts };
  const { serviceAccountName, volumes, podLabels: labels } = orders;
  const template = { metadata: { labels }, spec: { serviceAccountName, volumes, containers: [container] } };
  const metadata = { name: "orders", namespace: "shop" };
  const spec = { selector: { matchLabels: { app: "orders" } }, template };
  new k8s.apps.v1.Deployment(name, { metadata, spec }, { provider });
}

deploy("deployment-blue", blue, blueCluster);
deploy("deployment-green", green, greenCluster);

export const trust = pulumi.interpolate`${blue.trust}

${green.trust}`;
