import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import type { KeyVaultWorkloadIdentityArgs } from "../args";
import { outputsOf, packageSchema, schemaText } from "../input/schema";
import { oncePerProgram, shareByAddress } from "../pulumi/program";
import { formatReason, heading, type Issue, limit } from "../rules/issue";
import { Constructing } from "./constructing";

shareByAddress();

/** Serves the committed schema, and loads the component only when one is constructed. */
export class PackageProvider implements Provider {
  readonly version = packageSchema.version;
  readonly schema = schemaText;

  /** By program: what an engine left unfinished that had attached before, as for debugging, concerns no other. */
  construct(...request: Parameters<Required<Provider>["construct"]>): Promise<ConstructResult> {
    const constructing = oncePerProgram(["constructing"], () => new Constructing<ConstructResult>());
    return constructing.add(() => this.#construct(...request));
  }

  async #construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    if (!(type in packageSchema.resources)) throw new Error(`This package has no resource of type ${type}.`);
    const library = await import("./component.js");
    await library.awaitOutputs(inputs);
    const component = await constructed(library, name, inputs, options);
    const state = outputsOf(component);
    await Promise.all(Object.values(state).map(library.settle));
    // Pulumi waits for these before it answers; in here, a faulty component's answer waits for them too.
    await library.pendingCalls();
    return { urn: component.urn, state };
  }
}

type Library = typeof import("./component.js");

/** A component that every check has passed, those by look-up included. */
async function constructed(
  { InvalidInputs, KeyVaultWorkloadIdentity, takeOverIssues, wholeDeletedWith }: Library,
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<pulumi.ComponentResource> {
  try {
    const args = inputs as KeyVaultWorkloadIdentityArgs;
    const component = new KeyVaultWorkloadIdentity(name, args, wholeDeletedWith(options));
    throwIfAny(await takeOverIssues(component));
    return component;
  } catch (error) {
    if (error instanceof InvalidInputs) throwIfAny(error.issues);
    throw error;
  }
}

/**
 * The engine prints each property by itself: the message is only their heading. A path that it can follow it prints with
 * the value, secret or not: the backticks prevent that.
 */
function throwIfAny(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new pulumi.InputPropertiesError({
    message: heading(issues),
    errors: limit(issues).map((issue) => ({
      propertyPath: `\`${issue.path}\``,
      reason: formatReason(issue),
    })),
  });
}
