import { expect } from "chai";
import { exampleLives, exampleWorld, only } from "./support/example";

const folder = "cluster-in-another-subscription-yaml";
const [cluster] = exampleWorld(folder).clusters;
const issuerURL = String(cluster?.oidcIssuer?.issuerURL);

exampleLives({
  folder,
  creates: [
    "orders",
    "orders-identity",
    "orders-credential-aks-prod",
    "orders-grant-kv-shop-secrets-user",
    "orders-service-account",
    "orders-secret-provider-class-kv-shop",
    "deployment",
  ],
  trust: [
    `Any pod in namespace "shop" of cluster "aks-prod" (issuer "${issuerURL}") that runs as service account "orders"`,
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-shop": db-password.',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure, world }) => {
    expect(cluster?.subscriptionId).not.to.equal(world.subscriptionId);
    expect(only(azure, "FederatedIdentityCredential").issuer).to.equal(issuerURL);
  },
});
