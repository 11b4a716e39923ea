import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "storage-account-typescript",
  creates: [
    "stinvoices",
    "invoices",
    "invoices",
    "invoices",
    "invoices-identity",
    "invoices-credential-aks-prod",
    "invoices-role-read",
    "invoices-role-notify",
    "invoices-service-account",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "invoices"',
    "acts as a new user-assigned identity and can:",
    'send Service Bus messages, read settings (role Azure Service Bus Data Sender on Microsoft.ServiceBus/namespaces "sb-shop" in resource group "shop")',
    'list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader on a scope not known yet (key "read"))',
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure }) => {
    const assignments = azure.filter(({ type }) => type.endsWith(":RoleAssignment"));
    const { principalId } = only(azure, "UserAssignedIdentity");
    const container = azure.find(({ type }) => type.endsWith(":BlobContainer"))?.id;
    expect(
      assignments.map(({ properties }) => [properties.principalId, properties.scope]),
    ).to.have.deep.members([
      [principalId, container],
      [
        principalId,
        `/${container?.split("/").slice(1, 5).join("/")}/providers/Microsoft.ServiceBus/namespaces/sb-shop`,
      ],
    ]);
  },
});

exampleLives({
  folder: "postgresql-administrator-yaml",
  creates: [
    "ledger",
    "ledger-identity",
    "ledger-credential-aks-prod",
    "ledger-service-account",
    "administrator",
    "pod",
  ],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "ledger"',
    "acts as a new user-assigned identity.",
    "Its permissions are granted elsewhere.",
    'Anyone who can create pods or service account tokens in "shop" can act as it too.',
  ],
  check: ({ azure }) => {
    const { principalId, tenantId } = only(azure, "UserAssignedIdentity");
    expect(only(azure, "Administrator")).to.include({
      objectId: principalId,
      principalName: "id-ledger",
      principalType: "ServicePrincipal",
      tenantId,
    });
  },
});
