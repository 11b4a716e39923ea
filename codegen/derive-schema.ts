import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import type { PackageSchema } from "../src/model/schema-spec";
import { applyOverlay } from "./overlay";

const packageName = "azure-workload-identity";
const components = new Set(["KeyVaultWorkloadIdentity"]);

/** The schema of the package, derived from the types in `src` by Pulumi's own analyzer. */
export function deriveSchema(root: string): PackageSchema {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const analysis = new Analyzer(root, packageName, manifest, components).analyze();
  const schema = generateSchema(
    packageName,
    manifest.version,
    manifest.description,
    analysis.components,
    analysis.typeDefinitions,
    analysis.dependencies,
  ) as PackageSchema;
  // The generator leaves the documents of types out.
  for (const [name, { description }] of Object.entries(analysis.typeDefinitions)) {
    const type = schema.types[`${packageName}:index:${name}`];
    if (type && description) type.description = description;
  }
  return applyOverlay(schema, manifest);
}
