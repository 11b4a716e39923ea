import type * as pulumi from "@pulumi/pulumi";
import { type ChangedProperty, changedProperties } from "../model/changed-properties";
import { settle } from "./settle";

type Inputs = Readonly<Record<string, pulumi.Input<unknown>>>;

const declarations = new WeakMap<pulumi.Resource, { readonly name: string; readonly inputs: Inputs }>();

/** Remembers what a child was declared with: a transform may register it with something else. */
export function declared<T extends pulumi.Resource>(name: string, inputs: Inputs, child: T): T {
  declarations.set(child, { name, inputs });
  return child;
}

export interface ChangedChild extends ChangedProperty {
  readonly child: string;
}

/** What was registered otherwise than declared; the children must have been sent to the engine. Never rejects. */
export async function changedChildren(children: readonly pulumi.Resource[]): Promise<ChangedChild[]> {
  const found = children.map(async (child) => {
    const { name = "", inputs = {} } = declarations.get(child) ?? {};
    const outputs = child as unknown as Inputs;
    const registered = Object.fromEntries(
      Object.keys(inputs).map((property) => [property, outputs[property]]),
    );
    const changes = changedProperties(await known(inputs), await known(registered));
    return changes.map((change) => ({ ...change, child: name }));
  });
  return (await Promise.all(found)).flat();
}

/** Secrets are left out like what is unknown: they are never shown. */
async function known(values: Readonly<Record<string, pulumi.Input<unknown> | undefined>>) {
  const settled = Object.entries(values).map(async ([name, value]) => {
    const one = await settle(value);
    return [name, one.secret ? undefined : one.value] as const;
  });
  return Object.fromEntries(await Promise.all(settled));
}
