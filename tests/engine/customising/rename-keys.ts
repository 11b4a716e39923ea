import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args, shop } from "./args";

// #region rename
/** New names of children, and those that they had. */
const renamed: Record<string, string> = {
  "orders-credential-blue": "orders-credential-aks-prod",
  "orders-grant-shop-secrets-user": "orders-grant-kv-shop-secrets-user",
  "orders-secret-provider-class-shop": "orders-secret-provider-class-kv-shop",
};

new KeyVaultWorkloadIdentity(
  "orders",
  {
    ...args,
    clusters: { blue: { name: "aks-prod", resourceGroupName: "platform" } },
    keyVaults: {
      // These default to the key: keep the old ones.
      shop: {
        ...shop,
        name: "kv-shop",
        secretProviderClass: { name: "orders-kv-shop" },
        mountPath: "/mnt/secrets-store/kv-shop",
      },
    },
  },
  {
    transforms: [
      ({ name, props, opts }) => {
        const before = renamed[name];
        if (before === undefined) return undefined;
        return { props, opts: pulumi.mergeOptions(opts, { aliases: [{ name: before }] }) };
      },
    ],
  },
);
// #endregion
