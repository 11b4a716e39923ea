import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args, shop } from "./args";

// #region rename
new KeyVaultWorkloadIdentity(
  "checkout",
  {
    ...args,
    // These default to the component's name: keep the old ones.
    serviceAccount: { name: "orders" },
    keyVaults: {
      "kv-shop": {
        ...shop,
        secretProviderClass: { name: "orders-kv-shop" },
        envSecretName: "orders-kv-shop-env",
      },
    },
  },
  { aliases: [{ name: "orders" }] },
);
// #endregion
