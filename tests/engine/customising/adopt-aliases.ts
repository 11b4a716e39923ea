import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args } from "./args";

// #region adopt
/** The names of the children, and those that the same resources have in this program so far. */
const before: Record<string, string> = {
  "orders-identity": "identity",
  "orders-credential-aks-prod": "credential",
  "orders-grant-kv-shop-secrets-user": "grant",
  "orders-service-account": "account",
  "orders-secret-provider-class-kv-shop": "class",
};

new KeyVaultWorkloadIdentity(
  "orders",
  { ...args, userAssignedIdentity: { resourceGroupName: "shop", name: "orders" } },
  {
    transforms: [
      ({ name, props, opts }) => {
        const old = before[name];
        if (old === undefined) return undefined;
        const more: pulumi.CustomResourceOptions = {
          aliases: [{ name: old, parent: pulumi.rootStackResource }],
          // Under another name Azure would refuse the same role for the same identity.
          ignoreChanges: ["roleAssignmentName"],
        };
        return { props, opts: pulumi.mergeOptions(opts, more) };
      },
    ],
  },
);
// #endregion
