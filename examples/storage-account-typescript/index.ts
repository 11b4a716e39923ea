import { BlobContainer, StorageAccount } from "@pulumi/azure-native/storage";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const account = new StorageAccount("stinvoices", {
  resourceGroupName: "shop",
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  // Nobody can use an account key: Microsoft Entra ID decides alone.
  allowSharedKeyAccess: false,
});
const container = new BlobContainer("invoices", {
  resourceGroupName: "shop",
  accountName: account.name,
});

const invoices = new KeyVaultWorkloadIdentity("invoices", {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  userAssignedIdentity: { resourceGroupName: "shop" },
  // No key vault: the pods use an Azure SDK only.
  roleAssignments: {
    read: { scope: container.id, role: "Storage Blob Data Reader" },
    notify: {
      scope:
        "/subscriptions/8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10/resourceGroups/shop/providers/Microsoft.ServiceBus/namespaces/sb-shop",
      role: "Azure Service Bus Data Sender",
    },
  },
  podLabels: { app: "invoices" },
});

new Deployment("invoices", {
  metadata: { name: "invoices", namespace: invoices.namespace },
  spec: {
    selector: { matchLabels: { app: "invoices" } },
    template: {
      // With these labels the webhook gives the SDK its AZURE_* variables and its token.
      metadata: { labels: invoices.podLabels },
      spec: {
        serviceAccountName: invoices.serviceAccountName,
        containers: [
          {
            name: "app",
            image: "example/uses-an-azure-sdk:1.0.0",
            env: [
              {
                name: "CONTAINER_URL",
                value: pulumi.interpolate`${account.primaryEndpoints.blob}${container.name}`,
              },
              { name: "SERVICE_BUS", value: "sb-shop.servicebus.windows.net" },
            ],
          },
        ],
      },
    },
  },
});

export const trust = invoices.trust;
