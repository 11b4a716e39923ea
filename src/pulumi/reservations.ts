/** What can exist only once, or a number of times, among the components of one program. */

import type * as pulumi from "@pulumi/pulumi";
import { childUrn } from "../model/names";
import { quote } from "../model/quote";
import type { ComponentContext } from "./context";
import { resourcesOf } from "./private-api";
import { oncePerProgram } from "./program";
import { settle } from "./settle";

/** A thing by its value, and by the resource of the program behind it: in a preview the value may be unknown. */
export interface Thing {
  readonly value?: string;
  /** The URN of the resource; none where a value was computed from several. */
  readonly resource?: string;
}

/** The same for an Azure resource id, which Azure compares without regard to letter case. */
export async function azureThingOf(id: pulumi.Input<string>, types?: readonly string[]): Promise<Thing> {
  const { value, resource } = await thingOf(id, types);
  return { value: value?.toLowerCase(), resource };
}

/** A child that waits for the checks: its URN is known before, and its Azure id where its name is given. */
export async function childThing(
  component: pulumi.Resource,
  name: string,
  type: string,
  id?: pulumi.Input<string>,
): Promise<Thing> {
  const { value } = await settle<string | undefined>(id);
  const { value: urn } = await settle(component.urn);
  return { value: value?.toLowerCase(), resource: urn && childUrn(urn, type, name) };
}

/** Who reserves: for the message to the other one. */
export interface Owner {
  readonly token: ComponentContext["token"];
  readonly path: string;
}

/** `types`: the last part of the types of resources whose id or name the value can be, such as `Vault`; any if left out. */
export async function thingOf(input: pulumi.Input<string>, types?: readonly string[]): Promise<Thing> {
  const { value, failure } = await settle(input);
  const resources = failure === undefined ? await resourcesOf(input) : [];
  const urns = await Promise.all(resources.map(async ({ urn }) => (await settle(urn)).value ?? ""));
  const identities = await Promise.all(urns.map((component) => identityOf(component, value)));
  const ofType = new Set(
    [...urns, ...identities].filter(
      (urn) => urn !== "" && (types === undefined || types.includes(typeInUrn(urn))),
    ),
  );
  return { value, resource: ofType.size === 1 ? [...ofType][0] : undefined };
}

interface OutputIdentity {
  /** Its id, or the client id of an application. */
  readonly value: pulumi.Input<string>;
  readonly thing: Promise<Thing>;
}

/** Of an output of another component the plugin learns only the component, not the child that it was computed from. */
export async function rememberIdentity(component: pulumi.Resource, identity: OutputIdentity): Promise<void> {
  const { value: urn = "" } = await settle(component.urn);
  identitySlot(urn).identity = identity;
}

/** The URN of the identity that this component outputs as this value, both unknown in a preview. */
async function identityOf(component: string, value: string | undefined): Promise<string> {
  const { identity } = identitySlot(component);
  if (!identity) return "";
  const { value: own } = await settle(identity.value);
  return own?.toLowerCase() === value?.toLowerCase() ? ((await identity.thing).resource ?? "") : "";
}

function identitySlot(component: string): { identity?: OutputIdentity } {
  return oncePerProgram(["identity of", component], () => ({}));
}

export interface Entry<T> {
  readonly things: readonly Thing[];
  readonly owner: Owner;
  readonly detail: T;
}

/** Reserves the combination of these things; returns those that did so before. */
export function reserve<T>(kind: string, things: readonly Thing[], owner: Owner, detail: T): Entry<T>[] {
  const entry: Entry<T> = { things, owner, detail };
  const earlier = new Set<Entry<T>>();
  for (const key of keysOf(things)) {
    const entries = oncePerProgram(["reserved", kind, ...key], (): Entry<T>[] => []);
    for (const one of entries) if (isSame(one.things, things)) earlier.add(one);
    entries.push(entry);
  }
  return [...earlier];
}

/** Reserves what one owner alone can have; returns in words who did so before. */
export function reserveOnce(kind: string, things: readonly Thing[], owner: Owner): string | undefined {
  const [first] = reserve(kind, things, owner, undefined);
  return first && describeOwner(first.owner, owner);
}

/** Two unknown values may come from one resource and differ: once both are known, they decide. */
function isSame(some: readonly Thing[], others: readonly Thing[]): boolean {
  return some.every(({ value }, index) => {
    const other = others[index]?.value;
    return value === undefined || other === undefined || value === other;
  });
}

/** Every way to name the combination: by value or by resource. */
function keysOf(things: readonly Thing[]): string[][] {
  return things.reduce<string[][]>(
    (keys, { value, resource }) => [
      ...(value === undefined ? [] : keys.map((key) => [...key, `value ${value}`])),
      ...(resource === undefined ? [] : keys.map((key) => [...key, `resource ${resource}`])),
    ],
    [[]],
  );
}

/** `urn:pulumi:dev::shop::parent$azure-native:keyvault:Vault::kv` → `Vault` */
function typeInUrn(urn: string): string {
  return urn.split("::")[2]?.split(/[$:]/).at(-1) ?? "";
}

/** Another owner in words: `keyVaults.two` of the same component, or `component "orders" (keyVaults.kv)`. */
export function describeOwner({ token, path }: Owner, self: Owner): string {
  return token === self.token ? path : `component ${quote(token.name)} (${path})`;
}
