import type { PackageSchema, TypeSpec } from "../src/model/schema-spec";
import { nodePackage, pythonPackage } from "./package-names";
import { goImportPath, logoUrl, pluginDownloadUrl, repository } from "./repository";

/** TypeScript has one type for numbers. */
const integers = new Set(["objectVersionHistory", "tokenExpirationSeconds"]);

interface Manifest {
  readonly keywords: readonly string[];
}

/** What the analyzer cannot know: the package's metadata, its names in each language, which numbers are whole. */
export function applyOverlay(schema: PackageSchema, manifest: Manifest): PackageSchema {
  for (const type of Object.values(schema.types)) wholeNumbers(type);
  return {
    ...schema,
    displayName: "Azure Workload Identity for Key Vault",
    license: "Apache-2.0",
    homepage: repository,
    repository,
    publisher: "pulumi-azure-workload-identity",
    // The last two are Pulumi's own: https://www.pulumi.com/docs/iac/using-pulumi/pulumi-packages/schema/#package
    keywords: [...manifest.keywords, "category/cloud", "kind/component"],
    logoUrl: logoUrl(schema.version),
    pluginDownloadURL: pluginDownloadUrl,
    language: {
      nodejs: {
        ...schema.language.nodejs,
        packageName: nodePackage,
        packageDescription: schema.description,
        typescriptVersion: "^5.9.0",
      },
      python: {
        ...schema.language.python,
        packageName: pythonPackage,
        pyproject: { enabled: true },
      },
      // Without the extra input types the Go SDK does not compile.
      go: { ...schema.language.go, importBasePath: goImportPath, generateExtraInputTypes: true },
      csharp: {
        ...schema.language.csharp,
        namespaces: { "azure-workload-identity": "AzureWorkloadIdentity" },
      },
      java: { ...schema.language.java, basePackage: "com.pulumi" },
    },
  };
}

function wholeNumbers(type: TypeSpec): void {
  for (const [name, property] of Object.entries(type.properties ?? {})) {
    if (integers.has(name)) property.type = "integer";
  }
}
