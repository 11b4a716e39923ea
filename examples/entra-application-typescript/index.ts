import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const busybox = new KeyVaultWorkloadIdentity("busybox", {
  namespace: "default",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  application: { displayName: "busybox" },
  keyVaults: {
    "kv-shop": {
      resourceGroupName: "shop",
      permissionModel: "AccessPolicy",
      objects: {
        secret1: {},
        key1: { objectType: "key" },
        cert1: { objectType: "cert" },
      },
      mountPath: "/mnt/secrets-store",
    },
  },
  // Pulumi waits until this pod has mounted the volume.
  pod: { image: "registry.k8s.io/e2e-test-images/busybox:1.29-4" },
});

export const trust = busybox.trust;
