import * as k8s from "@pulumi/kubernetes";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const orders = new KeyVaultWorkloadIdentity("orders", {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: {
    "kv-shop": {
      resourceGroupName: "shop",
      objects: { "db-password": {}, "tls.pem": { objectName: "web-tls" } },
      env: { DB_PASSWORD: "db-password" },
    },
  },
  podLabels: { app: "orders" },
});

new k8s.apps.v1.Deployment("orders", {
  metadata: { name: "orders", namespace: "shop" },
  spec: {
    selector: { matchLabels: { app: "orders" } },
    template: {
      metadata: { labels: orders.podLabels },
      spec: {
        serviceAccountName: orders.serviceAccountName,
        volumes: orders.volumes,
        containers: [
          {
            name: "app",
            image: "example/orders:1.0.0",
            volumeMounts: orders.volumeMounts,
            env: orders.env,
          },
        ],
      },
    },
  },
});

export const trust = orders.trust;
