import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity, Management } from "pulumi-azure-workload-identity";
import { args, shop } from "./args";

// #region adopt
const identity =
  "/subscriptions/8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10/resourcegroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders";

/** The names of the children, and the ids of the resources that exist. */
const existing: Record<string, string> = {
  "orders-identity": identity,
  "orders-credential-aks-prod": `${identity}/federatedIdentityCredentials/aks-prod`,
  "orders-service-account": "shop/orders",
  "orders-secret-provider-class-kv-shop": "shop/orders-kv-shop",
};

new KeyVaultWorkloadIdentity(
  "orders",
  {
    ...args,
    userAssignedIdentity: { resourceGroupName: "shop", name: "orders" },
    // The role assignment that exists cannot be imported: it stays as it is.
    keyVaults: { "kv-shop": { ...shop, grants: Management.External } },
  },
  {
    // For one update; then without.
    transforms: [
      ({ name, props, opts }) => {
        const id = existing[name];
        if (id === undefined) return undefined;
        return { props, opts: pulumi.mergeOptions(opts, { import: id }) };
      },
    ],
  },
);
// #endregion
