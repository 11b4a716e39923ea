import * as pulumi from "@pulumi/pulumi";
import * as awi from "pulumi-azure-workload-identity-sdk";

const group: pulumi.Output<string> = pulumi.output("platform");

/** Every kind of input: outputs, plain maps, enumerations as members and as text, whole numbers. */
const orders = new awi.KeyVaultWorkloadIdentity(
  "orders",
  {
    namespace: group,
    clusters: { "aks-prod": { resourceGroupName: group }, edge: { oidcIssuerUrl: "https://issuer.test/" } },
    userAssignedIdentity: { resourceGroupName: "shop", tags: { team: group } },
    serviceAccount: { management: awi.ServiceAccountManagement.Create, tokenExpirationSeconds: 3600 },
    keyVaults: {
      "kv-shop": {
        resourceGroupName: "shop",
        roleScope: "Object",
        permissionModel: awi.PermissionModel.AzureRbac,
        objects: {
          "db-password": {},
          "tls.pem": { objectName: "web-tls", objectType: "secret", objectFormat: awi.ObjectFormat.Pem },
          signing: { objectType: awi.ObjectType.Key, objectVersionHistory: 2 },
        },
        env: { DB_PASSWORD: "db-password" },
        syncedSecrets: { tls: { type: "kubernetes.io/tls", data: { "tls.crt": "tls.pem" } } },
      },
    },
    podLabels: { app: group },
  },
  { protect: true },
);

export const driver: pulumi.Output<string> = orders.volumes.apply((volumes) => volumes[0]?.csi.driver ?? "");
export const secret: pulumi.Output<string | undefined> = orders.env.apply(
  (env) => env.find(({ name }) => name === "DB_PASSWORD")?.valueFrom.secretKeyRef.name,
);
export const volume: pulumi.Output<string | undefined> = orders.volumeNames.apply(
  (names) => names["kv-shop"],
);
export const trust: pulumi.Output<{ [key: string]: string }> = orders.trust;
