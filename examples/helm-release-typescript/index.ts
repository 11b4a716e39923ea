import * as k8s from "@pulumi/kubernetes";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const orders = new KeyVaultWorkloadIdentity("orders", {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  serviceAccount: { automountServiceAccountToken: false, imagePullSecrets: ["registry"] },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } },
});

// The values of a chart that began as `helm create`.
new k8s.helm.v3.Release("orders", {
  name: "orders",
  namespace: orders.namespace,
  chart: "oci://registry.example.com/charts/orders",
  version: "1.0.0",
  values: {
    serviceAccount: { create: false, name: orders.serviceAccountName },
    podLabels: orders.podLabels,
    podAnnotations: orders.podAnnotations,
    volumes: orders.volumes,
    volumeMounts: orders.volumeMounts,
  },
});

export const trust = orders.trust;
