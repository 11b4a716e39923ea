/** The resources before and after a preview; `unchanged` fills in what it leaves out, where there is a stack export. */

import type { Preview } from "../stack/read-json";
import type { Resource } from "../stack/resource";

export const untouched: ReadonlySet<string> = new Set(["same", "refresh", "read"]);

/** Of a replacement there are several steps; these say nothing of the new one. */
const removesOld = new Set(["delete-replaced", "discard-replaced", "remove-pending-replace"]);

export function statesBefore({ steps }: Preview, unchanged: readonly Resource[]): Resource[] {
  const states = new Map(unchanged.map((one) => [one.urn, one]));
  for (const { urn, formerUrn = urn } of steps) states.delete(formerUrn);
  for (const { urn } of steps) states.delete(urn);
  for (const { urn, before } of steps) if (before && !states.has(urn)) states.set(urn, before);
  return [...states.values()];
}

export function statesAfter({ steps }: Preview, unchanged: readonly Resource[]): Resource[] {
  const states = new Map(unchanged.map((one) => [one.urn, one]));
  for (const { op, urn, formerUrn, after, before } of steps) {
    const state = after ?? before;
    if (formerUrn !== undefined) states.delete(formerUrn);
    if (op === "delete" || op === "discard") states.delete(urn);
    else if (state !== undefined && !removesOld.has(op)) {
      states.set(urn, { ...state, isTouched: !untouched.has(op), isNew: /^(create|replace)/.test(op) });
    }
  }
  return [...states.values()];
}
