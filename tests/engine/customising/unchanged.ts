import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
import { args } from "./args";

new KeyVaultWorkloadIdentity("orders", args);
