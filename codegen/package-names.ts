/** The component itself, for programs in TypeScript and JavaScript. */
export const nodeLibrary = "pulumi-azure-workload-identity";
/** The client of the plugin. */
export const nodePackage = "pulumi-azure-workload-identity-sdk";

/** The other registries' names. */
export const pythonPackage = "pulumi_azure_workload_identity";
export const nugetPackage = "PulumiAzureWorkloadIdentity";
export const mavenArtifact = "pulumi-azure-workload-identity";

/** The Go module has its folder in its import path, after which Go names the package. */
export const sdkFolders = {
  nodejs: "sdk/nodejs",
  python: "sdk/python",
  go: "sdk/go/azureworkloadidentity",
  java: "sdk/java",
  dotnet: "sdk/dotnet",
} as const;
