import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { formatReason, type Issue } from "../validation/issue";
import { liftInputs } from "./lift-inputs";
import type { PackageSchema } from "./package-schema";

const schemaFile = join(__dirname, "..", "..", "schema.json");

/** Serves the committed schema, and loads the component only when one is constructed. */
export class PackageProvider implements Provider {
  readonly version: string;
  readonly schema: string;
  readonly #package: PackageSchema;

  constructor() {
    this.schema = readFileSync(schemaFile, "utf8");
    this.#package = JSON.parse(this.schema);
    this.version = this.#package.version;
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const resource = this.#package.resources[type];
    if (!resource) throw new Error(`This package has no resource of type ${type}.`);
    const { claimIssues, inputIssues, KeyVaultWorkloadIdentity } = await import("./component.js");

    const { args, issues } = await liftInputs(inputs, resource.inputProperties, this.#package.types);
    throwIfAny([...issues, ...(await inputIssues(name, args))]);
    const component = new KeyVaultWorkloadIdentity(name, args, options);
    throwIfAny(await claimIssues(component));

    const fields = component as unknown as Record<string, unknown>;
    const state = Object.fromEntries(Object.keys(resource.properties ?? {}).map((key) => [key, fields[key]]));
    return { urn: component.urn, state };
  }
}

/** The engine prints each property by itself: the message is only their heading. */
function throwIfAny(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new pulumi.InputPropertiesError({
    message: issues.length === 1 ? "1 input to mend" : `${issues.length} inputs to mend`,
    errors: issues.map((issue) => ({ propertyPath: issue.path, reason: formatReason(issue) })),
  });
}
