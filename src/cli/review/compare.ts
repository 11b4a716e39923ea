/** What a preview changes in who can do what. */

import { grantsOf, type Holder, holdersOf, includes, type Permission, permissionsOf } from "../access/access";
import { type AccessState, accessState, isCreated } from "../access/state";
import type { Grant } from "../stack/chain";
import { isSameIdentity } from "../stack/identity";
import type { Preview, Step } from "../stack/read-json";
import { nameOf, type Resource } from "../stack/resource";
import { type Workload, workloads } from "../stack/workload";
import { type Collision, collisionsOf } from "./collisions";
import { likelyFormer } from "./renames";
import { statesAfter, statesBefore, untouched } from "./states";
import { type Widening, wideningsOf } from "./widenings";

export type Change = "gained" | "lost" | "kept";

export interface HolderChange {
  readonly holder: Holder;
  readonly change: Change;
  readonly grants: readonly { readonly grant: Grant; readonly change: Change; readonly isOutside: boolean }[];
}

export interface WorkloadChange {
  readonly name: string;
  readonly before: Workload | undefined;
  readonly after: Workload | undefined;
  readonly holders: readonly HolderChange[];
  /** The name before an alias. */
  readonly formerName: string | undefined;
  /** Whether the identity existed before the component; false where the preview does not show it. */
  readonly takenOver: boolean;
  /** Whether the pods act as another identity than before. */
  readonly isSwapped: boolean;
  readonly collisions: readonly Collision[];
  /** Of a new component: removed ones that it may have been, without an alias that says so. */
  readonly likelyFormer: readonly Workload[];
  /** Whether it is known what stays the same. */
  readonly isWhole: boolean;
  /** What changes in the component, with what it refers to. */
  readonly steps: readonly Step[];
}

export interface Comparison {
  readonly changes: readonly WorkloadChange[];
  /** Whether it is known what stays the same. */
  readonly isWhole: boolean;
  readonly widenings: readonly Widening[];
  /** Each new permission of each holder. */
  readonly gained: readonly { readonly who: string; readonly power: string; readonly scope: string }[];
}

/** `unchanged` fills in what the preview leaves out, where there is a stack export. */
export function compare(preview: Preview, unchanged: readonly Resource[] | undefined): Comparison {
  const before = workloads(statesBefore(preview, unchanged ?? []));
  const after = workloads(statesAfter(preview, unchanged ?? []));
  const isNew = after.every(
    ({ urn, credentials }) => !before.some((one) => one.urn === urn) && credentials.length > 0,
  );
  const isWhole = preview.showsSames || unchanged !== undefined || isNew;
  const beforeOf = new Map(before.map((one) => [one.urn, one]));
  // Of a preview that lists changes only, it is known where the component drops the identity that it had created.
  const wasCreated = ({ urn }: Workload) => before.some((one) => one.urn === urn && isCreated(one));
  const isTakenOver = (one: Workload) => !isCreated(one) && (isWhole || wasCreated(one));
  const was = accessState(before, (one) => isWhole && !isCreated(one));
  const will = accessState(after, isTakenOver);
  const collisions = collisionsOf(before, after);
  const urns = [...new Set([...before, ...after].map(({ urn }) => urn))];
  const changes = urns.flatMap((urn): WorkloadChange[] => {
    const pair = { before: beforeOf.get(urn), after: after.find((one) => one.urn === urn) };
    const present = pair.after ?? pair.before;
    if (present === undefined) return [];
    const { formerUrn } = preview.steps.find((step) => step.urn === urn) ?? {};
    return [
      {
        name: present.name,
        ...pair,
        formerName: formerUrn && nameOf(formerUrn),
        holders: holderChanges(pair, was, will),
        takenOver: isTakenOver(present),
        isSwapped: isSwapped(pair, isWhole),
        isWhole,
        likelyFormer: pair.after ? likelyFormer(pair.after, before, preview.steps) : [],
        collisions: collisions.filter(({ created }) => partsOf(present).includes(created.urn)),
        steps: stepsOf(pair, preview),
      },
    ];
  });
  const holders = uniqueBy(after.flatMap(holdersOf), ({ key }) => key);
  const gained = holders.flatMap(({ key: who }) =>
    (will.permissions.get(who) ?? [])
      .filter((one) => !includes(was.permissions.get(who) ?? [], one))
      .map(({ power, scope }) => ({ who, power, scope })),
  );
  return {
    changes,
    gained: unique(gained),
    isWhole,
    widenings: after.flatMap((one) => wideningsOf(one, was, isTakenOver(one))),
  };
}

type Sides = Pick<WorkloadChange, "before" | "after">;

/** Where the component creates it, by the resource; else by what it is called. */
function isSwapped({ before, after }: Sides, isWhole: boolean): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, now] = [before.identity, after.identity];
  if (now.own?.isNew || old.own?.urn !== now.own?.urn) return true;
  return isWhole && !isSameIdentity(now.aliases, old.aliases);
}

function holderChanges({ before, after }: Sides, was: AccessState, will: AccessState): HolderChange[] {
  const sides = [after, before].flatMap((one) => one ?? []);
  const grantsOfSides = [...grantsOn(after, "after"), ...grantsOn(before, "before")];
  return uniqueBy(sides.flatMap(holdersOf), ({ key }) => key).map((holder) => {
    const [old, now] = [was.permissions.get(holder.key), will.permissions.get(holder.key)];
    const each = grantsOfSides.flatMap(({ grant, isOutside, side }) => {
      const change = changeOf(permissionsOf(grant), old ?? [], now ?? [], side);
      return change === undefined ? [] : [{ grant, change, isOutside }];
    });
    const grants = uniqueBy(each, ({ grant, change }) =>
      [change, ...permissionsOf(grant).map((one) => `${one.power} ${one.scope}`)].join(),
    );
    const change = old === undefined ? "gained" : now === undefined ? "lost" : "kept";
    return { holder, change, grants };
  });
}

function stepsOf({ before, after }: Sides, { steps }: Preview): Step[] {
  const urns = new Set([before, after].flatMap((side) => side && [side.urn, ...partsOf(side)]));
  return steps.filter(({ op, urn }) => !untouched.has(op) && urns.has(urn));
}

function grantsOn(workload: Workload | undefined, side: "before" | "after") {
  if (workload === undefined) return [];
  return grantsOf(workload).map((grant) => ({
    grant,
    side,
    isOutside: workload.outside.grants.includes(grant),
  }));
}

/** Undefined where the other side tells the same. */
function changeOf(
  some: readonly Permission[],
  old: readonly Permission[],
  now: readonly Permission[],
  side: "before" | "after",
): Change | undefined {
  if (side === "after")
    return some.some((one) => includes(now, one) && !includes(old, one)) ? "gained" : kept(some, now);
  return some.some((one) => includes(old, one) && !includes(now, one)) ? "lost" : undefined;
}

function kept(some: readonly Permission[], now: readonly Permission[]): Change | undefined {
  return some.some((one) => includes(now, one)) ? "kept" : undefined;
}

/** What an access hangs on; a test pod is none of it. */
function partsOf({ identity, account, credentials, grants, classes, outside }: Workload): string[] {
  const parts = [...credentials, ...grants, ...classes, ...outside.credentials, ...outside.grants];
  const own = [identity.own, account?.resource].flatMap((one) => one ?? []);
  return [...own, ...parts.map(({ resource }) => resource)].map(({ urn }) => urn);
}

function uniqueBy<T>(some: readonly T[], key: (one: T) => string): T[] {
  const seen = new Set<string>();
  return some.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
}

function unique<T>(some: readonly T[]): T[] {
  return uniqueBy(some, (one) => JSON.stringify(one));
}
