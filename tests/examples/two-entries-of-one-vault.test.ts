import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "two-entries-of-one-vault-yaml",
  creates: [
    "checkout",
    "checkout-identity",
    "checkout-credential-aks-prod",
    // The vault is granted once.
    "checkout-grant-app-secrets-user",
    "checkout-service-account",
    "checkout-secret-provider-class-app",
    "checkout-secret-provider-class-proxy",
    "deployment",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "checkout"',
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-shop": db-password.',
    'Mounted from "kv-shop": tls.pem (object checkout-tls).',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ kubernetes }) => {
    const classes = kubernetes.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    const labels = classes.map(({ properties }) => (properties.metadata as { labels?: unknown }).labels);
    expect(labels).to.have.deep.members([{ team: "checkout" }, { team: "network" }]);
    const { template } = only(kubernetes, "Deployment").spec as {
      template: { spec: { containers: object[] } };
    };
    const mounts = template.spec.containers.map((one) => JSON.stringify(one));
    expect(mounts[0]).to.include('"mountPath":"/mnt/secrets-store/app"').and.not.include("/etc/proxy");
    expect(mounts[1]).to.include('"mountPath":"/etc/proxy/tls"').and.not.include("/mnt/");
  },
});
