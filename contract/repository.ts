/** Who owns the repository; every URL and the Go import path derive from it. */
const owner = "example-org";

const name = "pulumi-azure-workload-identity";

export const repository = `https://github.com/${owner}/${name}`;
export const goImportPath = `github.com/${owner}/${name}/sdk/go/azureworkloadidentity`;
