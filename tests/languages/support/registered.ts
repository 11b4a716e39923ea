import type { Emulator, Recorded } from "../../../emulator";

/** What a server counts and times, from zero in each run. */
const timesAndCounts = ["uid", "resourceVersion", "creationTimestamp", "createdOn", "updatedOn"];
/** Where a server answers an id that it made up. */
const ids = ["clientId", "principalId", "objectId", "applicationId", "credentialId", "name"];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Everything that a program registered and the emulator recorded, in an order of its own, so that two programs can be
 * compared value by value. Replaced is only what is made up in each run: GUIDs, by what they are, and the eight hex
 * digits behind the name of an identity. What a server counts and times is left out.
 */
export function registered({ azure, entra, kubernetes }: Emulator): unknown[] {
  const all = [...azure, ...entra, ...kubernetes];
  let text = JSON.stringify(all, (key, value) => (timesAndCounts.includes(key) ? undefined : inOrder(value)));
  for (const [value, name] of all.flatMap(madeUp)) text = text.replaceAll(value, name);
  const records = JSON.parse(text.replace(/-identity[0-9a-f]{8}\b/g, "-identity<8 digits>")) as Recorded[];
  return records.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function madeUp({ type, properties }: Recorded): [string, string][] {
  return ids.flatMap((property) => {
    const value = String(properties[property]);
    return guid.test(value) ? [[value, `<${property} of ${type}>`] as [string, string]] : [];
  });
}

const key = ({ type, id }: Recorded) => `${type} ${id}`;

/** Properties of an object have no order; each language sends its own. */
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
