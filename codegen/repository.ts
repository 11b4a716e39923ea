/** Who owns the repository; every URL and every name that a registry ties to its owner derive from it. */
const owner = "example-org";

const name = "pulumi-azure-workload-identity";
const repositoryPath = `${owner}/${name}`;
const address = `github.com/${repositoryPath}`;

export const repository = `https://${address}`;

/** The Go module of the SDK, in a folder of this repository. */
export const goImportPath = `${address}/sdk/go/azureworkloadidentity`;

/** Where the engine finds the plugin of a published SDK: the tag `v<version>` of this repository. */
export const pluginDownloadUrl = `git://${address}`;

/** Maven Central gives this group to the owner of the GitHub account. */
export const mavenGroup = `io.github.${owner}`;

/** Where a registry finds a file of a release. It shows pages apart from the repository, so links must be absolute. */
export function rawFile(version: string, path: string): string {
  return `https://raw.githubusercontent.com/${repositoryPath}/v${version}/${path}`;
}

export const logoUrl = (version: string) => rawFile(version, "docs/assets/logo.png");
