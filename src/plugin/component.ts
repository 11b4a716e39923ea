/** What a plugin needs of the component, loaded together and late: it brings the SDKs of Azure and Kubernetes. */

export { KeyVaultWorkloadIdentity } from "../key-vault-workload-identity";
export { awaitOutputs } from "../pulumi/arrived";
export { takeOverIssues } from "../pulumi/barrier";
export { InvalidInputs } from "../pulumi/issues";
export { pendingCalls, wholeDeletedWith } from "../pulumi/private-api";
export { settle } from "../pulumi/settle";
