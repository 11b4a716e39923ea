import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args } from "./args";

// #region transforms
new KeyVaultWorkloadIdentity("orders", args, {
  transforms: [
    ({ type, props, opts }) => {
      switch (type) {
        case "kubernetes:core/v1:ServiceAccount":
          return { props: { ...props, metadata: { ...props.metadata, labels: { team: "shop" } } }, opts };
        case "azure-native:managedidentity:UserAssignedIdentity":
          // Azure Policy writes a tag of its own, which an update must leave alone.
          return { props, opts: pulumi.mergeOptions(opts, { protect: true, ignoreChanges: ["tags"] }) };
        case "azure-native:authorization:RoleAssignment":
          return { props: { ...props, description: "Requested in SHOP-123" }, opts };
      }
    },
  ],
});
// #endregion
