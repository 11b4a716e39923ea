import { expect } from "chai";
import { exampleLives, exampleWorld, only } from "./support/example";

exampleLives({
  folder: "blue-green-typescript",
  creates: [
    "orders",
    "orders-identity",
    "orders-credential-aks-blue",
    "orders-credential-aks-green",
    "orders-grant-kv-shop-secrets-user",
    ...["aks-blue", "aks-green"].flatMap((cluster) => [
      `orders-${cluster}`,
      `orders-${cluster}-service-account`,
      `orders-${cluster}-secret-provider-class-kv-shop`,
      `deployment-${cluster}`,
    ]),
  ],
  trust: [
    ...["aks-blue", "aks-green"].map(
      (cluster) =>
        `Any pod in namespace "shop" of cluster "${cluster}" (resource group "platform") that runs as service account "orders"`,
    ),
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Read from "kv-shop" by the workload itself, not mounted: db-password.',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure, kubernetes, calls }) => {
    const { clientId } = only(azure, "UserAssignedIdentity");
    const classes = kubernetes.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    expect(classes.map(({ id }) => id)).to.have.members([
      "shop/orders-aks-blue-kv-shop",
      "shop/orders-aks-green-kv-shop",
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
    expect(first?.endedAt, "credentials of one identity are written one after the other").to.be.at.most(
      second?.startedAt as number,
    );
  },
});
