import type { PackageSchema, TypeSpec } from "../src/model/schema-spec";
import { nodePackage, pythonPackage } from "./package-names";
import { goImportPath, repository } from "./repository";

/** TypeScript has one type for numbers. */
const integers = new Set(["objectVersionHistory", "tokenExpirationSeconds"]);

/** What the analyzer cannot know: the package's metadata, its names in each language, which numbers are whole. */
export function applyOverlay(schema: PackageSchema): PackageSchema {
  for (const type of Object.values(schema.types)) wholeNumbers(type);
  return {
    ...schema,
    displayName: "Azure Workload Identity for Key Vault",
    license: "Apache-2.0",
    homepage: repository,
    repository,
    publisher: "pulumi-azure-workload-identity",
    keywords: [
      "pulumi",
      "azure",
      "kubernetes",
      "keyvault",
      "workload-identity",
      "category/cloud",
      "kind/component",
    ],
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
