import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args } from "./args";

// #region retain
new KeyVaultWorkloadIdentity("orders", args, { retainOnDelete: true });
// #endregion
