import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { packageSchema, schemaText } from "../package-schema";
import { firstOf, formatReason, heading, type Issue, withoutEchoes } from "../validation/issue";
import { atMost } from "./at-most";
import { liftInputs } from "./lift-inputs";

/** Milliseconds for an answer to reach the engine, and for components that it asks for at the same time to arrive. */
const onTheWire = 150;

/** Serves the committed schema, and loads the component only when one is constructed. */
export class PackageProvider implements Provider {
  readonly version = packageSchema.version;
  readonly schema = schemaText;
  readonly #inFlight = new Set<Promise<ConstructResult>>();
  /**
   * As many as the engine handles resources at once by default. It asks for all components of a program together, and
   * each holds hundreds of pending Outputs (4 MB) until it is constructed.
   */
  readonly #limited = atMost(4 * availableParallelism());
  #made = 0;

  /** The engine ends the run at the first error: that waits, so that components without fault are not cut off. */
  async construct(...request: Parameters<Required<Provider>["construct"]>): Promise<ConstructResult> {
    const result = this.#limited(() => this.#construct(...request));
    this.#inFlight.add(result);
    try {
      const made = await result;
      this.#made += 1;
      return made;
    } catch (error) {
      this.#inFlight.delete(result);
      do {
        await Promise.allSettled(this.#inFlight);
        // The answers of all that were made may still be on their way: the engine reads them one by one.
        await setTimeout(onTheWire * Math.min(1 + this.#made, 20));
      } while (this.#inFlight.size > 0);
      throw error;
    } finally {
      this.#inFlight.delete(result);
    }
  }

  async #construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const resource = packageSchema.resources[type];
    if (!resource) throw new Error(`This package has no resource of type ${type}.`);
    const { claimIssues, inputIssues, KeyVaultWorkloadIdentity, settle } = await import("./component.js");

    const { args, issues } = await liftInputs(inputs, resource.inputProperties, packageSchema.types);
    throwIfAny([...issues, ...(await inputIssues(type, name, args))]);
    const component = new KeyVaultWorkloadIdentity(name, args, options);
    throwIfAny(await claimIssues(component));

    const fields = component as unknown as Record<string, pulumi.Output<unknown>>;
    const state = Object.fromEntries(Object.keys(resource.properties ?? {}).map((key) => [key, fields[key]]));
    await Promise.all(Object.values(state).map(settle));
    // Pulumi waits for this before it answers; in here, a faulty component's answer waits for it too.
    await (pulumi.runtime as { waitForRPCs?: () => Promise<void> }).waitForRPCs?.();
    return { urn: component.urn, state };
  }
}

/**
 * The engine prints each property by itself: the message is only their heading. A path that it can follow it prints with
 * the value, secret or not: the backticks keep it from that.
 */
function throwIfAny(found: readonly Issue[]): void {
  const issues = withoutEchoes(found);
  if (issues.length === 0) return;
  throw new pulumi.InputPropertiesError({
    message: heading(issues),
    errors: firstOf(issues).map((issue) => ({
      propertyPath: `\`${issue.path}\``,
      reason: formatReason(issue),
    })),
  });
}
