import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "helm-release-typescript",
  creates: [
    "orders",
    "orders-identity",
    "orders-credential-aks-prod",
    "orders-grant-kv-shop-secrets-user",
    "orders-service-account",
    "orders-secret-provider-class-kv-shop",
    // The release has the component's name.
    "orders",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-shop": db-password.',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ kubernetes }) => {
    const { automountServiceAccountToken, imagePullSecrets } = only(kubernetes, "ServiceAccount");
    expect([automountServiceAccountToken, imagePullSecrets]).to.deep.equal([false, [{ name: "registry" }]]);
    const { values } = only(kubernetes, "Release").inputs as { values: Record<string, unknown> };
    const name = "secrets-store-kv-shop";
    const csi = { driver: "secrets-store.csi.k8s.io", readOnly: true };
    const volumeAttributes = { secretProviderClass: "orders-kv-shop" };
    expect(values).to.deep.include({
      serviceAccount: { create: false, name: "orders" },
      podLabels: { "azure.workload.identity/use": "true" },
      volumes: [{ name, csi: { ...csi, volumeAttributes } }],
      volumeMounts: [{ name, mountPath: "/mnt/secrets-store/kv-shop", readOnly: true }],
    });
    expect(values.podAnnotations).to.have.all.keys("checksum/workload-identity");
  },
});
