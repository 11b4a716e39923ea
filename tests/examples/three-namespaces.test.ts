import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "three-namespaces-yaml",
  creates: [
    "orders-identity",
    "orders-grant-kv-shop-secrets-user",
    ...["orders", "billing", "reports"].flatMap((name) => [
      name,
      `${name}-credential-aks-prod`,
      `${name}-service-account`,
      `${name}-secret-provider-class-kv-shop`,
    ]),
    "pod",
  ],
  trust: [
    'Any pod in namespace "orders" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-shop": db-password.',
    'Anyone who can create pods or service account tokens in "orders" can act as it too.',
  ],
  check: ({ azure, kubernetes }) => {
    const { clientId } = only(azure, "UserAssignedIdentity");
    const credentials = azure.filter(({ type }) => type.endsWith(":FederatedIdentityCredential"));
    expect(credentials.map(({ properties }) => properties.subject)).to.have.members([
      "system:serviceaccount:orders:orders",
      "system:serviceaccount:billing:billing",
      "system:serviceaccount:reports:reports",
    ]);
    const classes = kubernetes.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    expect(classes.map(({ id }) => id)).to.have.members([
      "orders/orders-kv-shop",
      "billing/billing-kv-shop",
      "reports/reports-kv-shop",
    ]);
    for (const one of classes) expect(JSON.stringify(one)).to.include(`"clientID":"${clientId}"`);
  },
});
