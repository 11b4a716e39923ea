import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args } from "./args";

// #region protect
new KeyVaultWorkloadIdentity("orders", args, { protect: true });
// #endregion
