import * as k8s from "@pulumi/kubernetes";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const namespace = new k8s.core.v1.Namespace("checkout", {
  metadata: { name: "checkout", labels: { team: "payments" } },
});

const checkout = new KeyVaultWorkloadIdentity("checkout", {
  namespace: namespace.metadata.name,
  clusters: {
    "aks-prod": { resourceGroupName: "platform" },
    "aks-green": { resourceGroupName: "platform" },
  },
  application: { displayName: "checkout" },
  serviceAccount: { tokenExpirationSeconds: 7200 },
  keyVaults: {
    "kv-shared": {
      resourceGroupName: "platform",
      roleScope: "Object",
      objects: { "ca.pem": { objectName: "corporate-root", objectType: "cert" } },
      mountPath: "/etc/ca",
    },
    "kv-shop": {
      resourceGroupName: "shop",
      objects: {
        "tls.pem": { objectName: "checkout-tls" },
        "db-password": { objectVersionHistory: 2 },
        "api-token": { filePermission: "0400" },
      },
      syncedSecrets: {
        "checkout-tls": {
          type: "kubernetes.io/tls",
          data: { "tls.crt": "tls.pem", "tls.key": "tls.pem" },
          labels: namespace.metadata.labels,
        },
      },
      env: { API_TOKEN: "api-token" },
    },
  },
  podLabels: { app: "checkout" },
});

new k8s.apps.v1.Deployment("checkout", {
  metadata: { name: "checkout", namespace: checkout.namespace },
  spec: {
    selector: { matchLabels: { app: "checkout" } },
    template: {
      metadata: { labels: checkout.podLabels },
      spec: {
        serviceAccountName: checkout.serviceAccountName,
        volumes: checkout.volumes,
        containers: [
          {
            name: "app",
            image: "example/checkout:1.0.0",
            volumeMounts: checkout.volumeMounts,
            env: checkout.env,
          },
        ],
      },
    },
  },
});

export const trust = checkout.trust;
