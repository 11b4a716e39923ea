import { expect } from "chai";
import { exampleLives, exampleWorld, only } from "./support/example";

exampleLives({
  folder: "blue-green-typescript",
  creates: [
    "orders-blue",
    "orders-blue-identity",
    "orders-blue-credential-aks-blue",
    "orders-blue-grant-kv-shop-secrets-user",
    "orders-blue-service-account",
    "orders-blue-secret-provider-class-kv-shop",
    "orders-green",
    "orders-green-credential-aks-green",
    "orders-green-service-account",
    "orders-green-secret-provider-class-kv-shop",
    "deployment-blue",
    "deployment-green",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-blue" (resource group "platform") that runs as service account "orders" acts as a new user-assigned identity and can:',
    '  - list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-shop": db-password.',
    'Whoever may create pods or service account tokens in "shop" can act as it too.',
    "",
    'Any pod in namespace "shop" of cluster "aks-green" (resource group "platform") that runs as service account "orders" acts as an existing user-assigned identity and can:',
    '  - do in vault "kv-shop" what was granted elsewhere',
    'Mounted from "kv-shop": db-password.',
    "The identity existed before: its earlier rights stay, and whoever has another credential of it can do the same.",
    'Whoever may create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure, kubernetes, calls }) => {
    const { clientId } = only(azure, "UserAssignedIdentity");
    const classes = kubernetes.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    expect(classes.map(({ id }) => id)).to.have.members([
      "shop/orders-blue-kv-shop",
      "shop/orders-green-kv-shop",
    ]);
    for (const one of classes) expect(JSON.stringify(one)).to.include(`"clientID":"${clientId}"`);
    const credentials = azure.filter(({ type }) => type.endsWith(":FederatedIdentityCredential"));
    expect(credentials.map(({ properties }) => properties.issuer)).to.have.members([
      ...exampleWorld("blue-green-typescript").clusters.map(({ oidcIssuer }) => oidcIssuer?.issuerURL),
    ]);
    const [first, second] = calls.filter(
      ({ method, type, preview }) =>
        method === "create" && !preview && type.endsWith(":FederatedIdentityCredential"),
    );
    expect(first?.endedAt, "credentials of one identity are written in turn").to.be.at.most(
      second?.startedAt as number,
    );
  },
});
