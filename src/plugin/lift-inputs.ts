import * as pulumi from "@pulumi/pulumi";
import type { KeyVaultWorkloadIdentityArgs } from "../args";
import type { PropertySpec, TypeSpec } from "../model/package-schema";
import { settle } from "../pulumi/settle";
import { isMap } from "../validation/check";
import { entry, type Issue, property } from "../validation/issue";
import { liftedValue, notNull } from "../validation/kinds-of-value";
import { issue } from "../validation/rule";

type Types = Record<string, TypeSpec>;

/**
 * Walks inputs from any language by the schema: a value that has to be plain is taken out of its Output if it is known.
 * Java sends a whole property as one Output if any part of it is one.
 */
export async function liftInputs(
  inputs: pulumi.Inputs,
  properties: Record<string, PropertySpec>,
  types: Types,
): Promise<{ args: KeyVaultWorkloadIdentityArgs; issues: Issue[] }> {
  const walk = new Walk(types);
  const args = await walk.properties(inputs, properties, "", undefined);
  return { args: args as unknown as KeyVaultWorkloadIdentityArgs, issues: walk.issues };
}

class Walk {
  readonly issues: Issue[] = [];
  readonly #types: Types;

  constructor(types: Types) {
    this.#types = types;
  }

  /** `whole`: the Output that the value was taken out of, whose dependencies its parts keep. */
  async value(
    value: unknown,
    spec: PropertySpec,
    path: string,
    whole?: pulumi.Output<unknown>,
  ): Promise<unknown> {
    if (value === null) {
      this.issues.push(issue(notNull, path, { received: "null" }));
      return undefined;
    }
    if (!spec.plain) return whole && value !== undefined ? whole.apply(() => value) : value;
    if (pulumi.Output.isInstance(value)) return this.#output(value, spec, path);
    if (!isMap(value)) return value;
    const type = this.#types[spec.$ref?.replace("#/types/", "") ?? ""];
    if (type?.properties) return this.properties(value, type.properties, path, whole);
    const { additionalProperties } = spec;
    if (!additionalProperties) return value;
    const entries = Object.entries(value).map(async ([key, one]) => [
      key,
      await this.value(one, additionalProperties, entry(path, key), whole),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }

  async properties(
    value: Record<string, unknown>,
    specs: Record<string, PropertySpec>,
    path: string,
    whole: pulumi.Output<unknown> | undefined,
  ): Promise<Record<string, unknown>> {
    const lifted = Object.entries(value).map(async ([name, one]) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      // What the schema does not have is told with the other mistakes in the input.
      return [name, spec ? await this.value(one, spec, property(path, name), whole) : one];
    });
    return Object.fromEntries(await Promise.all(lifted));
  }

  async #output(output: pulumi.Output<unknown>, spec: PropertySpec, path: string): Promise<unknown> {
    const { known, secret, value } = await settle(output);
    if (known && !secret) return this.value(value, spec, path, output);
    const received = known ? "a secret" : "a value that is known only after the update";
    this.issues.push(issue(liftedValue, path, { received }));
    return undefined;
  }
}
