/** The places of the rules: `clusters.<key>.name` or `keys of clusters` in an input that uses them. */

import { applicationInput, fullInput, smallInput } from "./input";

const guid = "00000000-0000-0000-0000-00000000000a";

/** Together they use every property. */
const inputs: readonly (() => unknown)[] = [
  fullInput,
  applicationInput,
  () => ({ ...smallInput({}), userAssignedIdentity: undefined, application: { clientId: guid } }),
  () => ({
    ...smallInput({}),
    userAssignedIdentity: {
      id: `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc`,
    },
  }),
];

type Node = Record<string, unknown>;

/** The input with a value at the place. */
export function withValueAt(place: string, value: unknown): unknown {
  return change(place, (holder, key) => {
    const given = holder[key];
    holder[key] = Array.isArray(given) ? [value] : value;
  });
}

/** The input with another key for the first entry of the map at the place. */
export function withKeyAt(place: string, key: string): unknown {
  return change(`${place}.<key>`, (holder, first) => {
    const { [first]: value, ...rest } = holder;
    for (const name of Object.keys(holder)) delete holder[name];
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
    Object.assign(holder, rest);
  });
}

function change(place: string, edit: (holder: Node, key: string) => void): unknown {
  for (const make of inputs) {
    const input = make();
    const [holder, key] = find(input, place.split(".")) ?? [];
    if (!holder || key === undefined) continue;
    edit(holder, key);
    return input;
  }
  throw new Error(`no input has ${place}`);
}

function find(node: unknown, [step = "", ...rest]: readonly string[]): [Node, string] | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const holder = node as Node;
  const keys = step === "<key>" ? Object.keys(holder) : [step].filter((name) => holder[name] !== undefined);
  if (rest.length === 0) return keys[0] === undefined ? undefined : [holder, keys[0]];
  for (const key of keys) {
    const found = find(holder[key], rest);
    if (found) return found;
  }
  return undefined;
}
