import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "several-vaults-yaml",
  creates: [
    "checkout",
    "checkout-identity",
    "checkout-credential-aks-prod",
    "checkout-grant-kv-shared-cert/corporate-root",
    "checkout-grant-kv-shared-secret/smtp-password",
    "checkout-grant-kv-shop-secrets-user",
    "checkout-policy-kv-legacy",
    "checkout-service-account",
    "checkout-secret-provider-class-kv-shared",
    "checkout-secret-provider-class-kv-shop",
    "checkout-secret-provider-class-kv-legacy",
    "deployment",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "checkout"',
    "acts as a new user-assigned identity and can:",
    'read every public key in vault "kv-legacy" (access policy: keys get)',
    'read certificate "corporate-root" of vault "kv-shared", and its role assignments, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the object)',
    'read secret "smtp-password" of vault "kv-shared", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-legacy": signing-key (public key signing-key).',
    'Mounted from "kv-shared": ca/root.pem (certificate corporate-root), smtp-password.',
    'Mounted from "kv-shop": api-token, db-password (up to 3 versions), tls.pem (object checkout-tls).',
    'Copied into Kubernetes Secret "checkout-kv-shop-env" (API_TOKEN from api-token): readable by anyone who can read Secrets in "shop".',
    'Copied into Kubernetes Secret "checkout-tls" (tls.crt from tls.pem, tls.key from tls.pem): readable by anyone who can read Secrets in "shop".',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure, kubernetes }) => {
    const assignments = azure.filter(({ type }) => type.endsWith(":RoleAssignment"));
    const scopes = assignments.map(({ properties }) => String(properties.scope).split("/vaults/")[1]);
    expect(scopes).to.have.members([
      "kv-shared/certificates/corporate-root",
      "kv-shared/secrets/smtp-password",
      "kv-shop",
    ]);
    expect(only(azure, "AccessPolicy")).to.have.deep.nested.property("policy.permissions", { keys: ["get"] });
    const { template } = only(kubernetes, "Deployment").spec as { template: { spec: unknown } };
    for (const path of ["/mnt/secrets-store/kv-shared", "/mnt/secrets-store/kv-shop", "/etc/signing"]) {
      expect(JSON.stringify(template)).to.include(`"mountPath":"${path}"`);
    }
    const synced = kubernetes.find(({ id }) => id === "shop/checkout-kv-shop")?.properties.spec;
    expect(synced).to.have.deep.nested.property("secretObjects[0]", {
      secretName: "checkout-tls",
      type: "kubernetes.io/tls",
      data: [
        { key: "tls.crt", objectName: "tls.pem" },
        { key: "tls.key", objectName: "tls.pem" },
      ],
    });
  },
});
