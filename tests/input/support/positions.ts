/** The positions of the rules, such as `clusters.<key>.name`: what the schema says of them, and inputs that use them. */

import { componentInputs, typeOf } from "../../../src/input/schema";
import type { PropertySpec } from "../../../src/model/schema-spec";
import { applicationInput, fullInput, smallInput } from "./input";

/** Every position in the schema, with those of map values and list items. */
export const positions: ReadonlyMap<string, PropertySpec> = new Map(
  Object.entries(componentInputs().properties ?? {}).flatMap(([name, spec]) => below(name, spec)),
);

function below(position: string, spec: PropertySpec): [string, PropertySpec][] {
  const properties = Object.entries(typeOf(spec)?.properties ?? {});
  return [
    [position, spec],
    ...properties.flatMap(([name, one]) => below(`${position}.${name}`, one)),
    ...(spec.additionalProperties ? below(`${position}.<key>`, spec.additionalProperties) : []),
    ...(spec.items ? below(`${position}[]`, spec.items) : []),
  ];
}

/** The positions of texts, numbers and the like: those that hold no others. */
export const leaves = [...positions].filter(
  ([, spec]) => !typeOf(spec)?.properties && !spec.additionalProperties && !spec.items,
);

const guid = "00000000-0000-0000-0000-00000000000a";
const identityId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc`;

/** Together they use every property. */
const inputs: readonly (() => unknown)[] = [
  fullInput,
  applicationInput,
  () => ({
    ...smallInput({ vault: { tenantId: guid, grants: "External" } }),
    userAssignedIdentity: undefined,
    application: { clientId: guid },
  }),
  () => ({ ...smallInput({}), userAssignedIdentity: { id: identityId } }),
];

type Group = Record<string, unknown>;

/** A valid input, but for the value at a position. */
export function withValueAt(position: string, value: unknown): unknown {
  return edit(position, (holder, key) => {
    holder[key] = value;
  });
}

/** A valid input, but for the first key of the map at a position; `wrap` puts the map into an Output. */
export function withKeyAt(position: string, key: string, wrap = (map: unknown) => map): unknown {
  return edit(position, (holder, name) => {
    const [first, ...rest] = Object.entries(holder[name] as Group);
    holder[name] = wrap(Object.fromEntries([[key, first?.[1]], ...rest]));
  });
}

/** A position as a rule names it: `keys of clusters`, or that of a value. */
export function inputWith(position: string, value: unknown, wrap = (late: unknown) => late): unknown {
  const [, map] = /^keys of (.*)$/.exec(position) ?? [];
  return map === undefined ? withValueAt(position, wrap(value)) : withKeyAt(map, value as string, wrap);
}

/** Whether the value, or the map that has the key, must be known in every preview. */
export function isPlain(position: string): boolean {
  return positions.get(position.replace(/^keys of /, ""))?.plain === true;
}

function edit(position: string, change: (holder: Group, key: string) => void): unknown {
  for (const make of inputs) {
    const input = make();
    const [holder, key] = find(input, position.replaceAll("[]", ".<key>").split(".")) ?? [];
    if (!holder || key === undefined) continue;
    change(holder, key);
    return input;
  }
  throw new Error(`no input of the tests has ${position}: set it in tests/input/support/input.ts`);
}

function find(node: unknown, [step = "", ...rest]: readonly string[]): [Group, string] | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const holder = node as Group;
  const keys = step === "<key>" ? Object.keys(holder) : [step].filter((name) => holder[name] !== undefined);
  if (rest.length === 0) return keys[0] === undefined ? undefined : [holder, keys[0]];
  for (const key of keys) {
    const found = find(holder[key], rest);
    if (found) return found;
  }
  return undefined;
}
