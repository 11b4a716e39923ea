/** What a preview changes in who can do what. */

import { quote } from "../../model/quote";
import { grantsOf, type Holder, holdersOf, includes, type Permission, permissionsOf } from "../access/access";
import { type AccessState, accessState, copiesOf, isCreated, ownersOf } from "../access/state";
import type { Grant } from "../stack/chain";
import type { Preview, Step } from "../stack/read-json";
import type { Resource } from "../stack/resource";
import { words } from "../stack/value";
import { keyOf, type Workload, workloads } from "../stack/workload";

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
  /** Whether the identity existed before the component; false where the preview does not show it. */
  readonly takenOver: boolean;
  /** What changes in the component, with what it refers to. */
  readonly steps: readonly Step[];
}

export interface Widening {
  readonly component: string;
  readonly kind: "access" | "existing identity" | "owner" | "secret";
  /** Who gains what, as a sentence. */
  readonly text: string;
}

export interface Comparison {
  readonly changes: readonly WorkloadChange[];
  /** Whether it is known what stays the same. */
  readonly isWhole: boolean;
  readonly widenings: readonly Widening[];
  /** Each new permission of each holder. */
  readonly gained: readonly { readonly who: string; readonly power: string; readonly scope: string }[];
}

const untouched = new Set(["same", "refresh", "read"]);

/** `unchanged` fills in what the preview leaves out, where there is a stack export. */
export function compare(preview: Preview, unchanged: readonly Resource[] | undefined): Comparison {
  const before = workloads(statesBefore(preview, unchanged ?? []));
  const after = workloads(statesAfter(preview, unchanged ?? []));
  const isNew = after.every(
    ({ urn, credentials }) => !before.some((one) => one.urn === urn) && credentials.length > 0,
  );
  const isWhole = preview.showsSames || unchanged !== undefined || isNew;
  const createdBefore = new Set(before.filter(isCreated).map(({ urn }) => urn));
  // Of a preview that lists changes only, it is known where the component drops the identity that it had created.
  const isTakenOver = (one: Workload) => !isCreated(one) && (isWhole || createdBefore.has(one.urn));
  const was = accessState(before, (one) => isWhole && !isCreated(one));
  const will = accessState(after, isTakenOver);
  const urns = [...new Set([...before, ...after].map(({ urn }) => urn))];
  const changes = urns.map((urn) => {
    const pair = {
      before: before.find((one) => one.urn === urn),
      after: after.find((one) => one.urn === urn),
    };
    const takenOver = [pair.after ?? pair.before].some((one) => one !== undefined && isTakenOver(one));
    return { ...compareWorkload(pair, was, will, preview), takenOver };
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
    widenings: after.flatMap((one) => widen(one, was, isTakenOver(one))),
  };
}

function statesBefore({ steps }: Preview, unchanged: readonly Resource[]): Resource[] {
  const states = new Map(unchanged.map((one) => [one.urn, one]));
  const changing = new Set(steps.map(({ urn }) => urn));
  for (const urn of changing) states.delete(urn);
  for (const { urn, before } of steps) if (before && !states.has(urn)) states.set(urn, before);
  return [...states.values()];
}

function statesAfter({ steps }: Preview, unchanged: readonly Resource[]): Resource[] {
  const states = new Map(unchanged.map((one) => [one.urn, one]));
  for (const { op, urn, after, before } of steps) {
    if (op === "delete" || op === "discard") states.delete(urn);
    // Of a replacement there are several steps; that which removes the old one says nothing of the new one.
    else if (/^(delete|discard)-replaced$|^remove-pending-replace$/.test(op)) continue;
    else if (after ?? before)
      states.set(urn, { ...((after ?? before) as Resource), isTouched: !untouched.has(op) });
  }
  return [...states.values()];
}

function compareWorkload(
  { before, after }: Pick<WorkloadChange, "before" | "after">,
  was: AccessState,
  will: AccessState,
  preview: Preview,
): Omit<WorkloadChange, "takenOver"> {
  const sides = [after, before].flatMap((one) => one ?? []);
  const grantsOfSides = [...grantsOn(after, "after"), ...grantsOn(before, "before")];
  const holders = uniqueBy(sides.flatMap(holdersOf), ({ key }) => key).map((holder): HolderChange => {
    const [old, now] = [was.permissions.get(holder.key), will.permissions.get(holder.key)];
    const each = grantsOfSides.flatMap(({ grant, isOutside, side }) => {
      const change = changeOf(permissionsOf(grant), old ?? [], now ?? [], side);
      return change === undefined ? [] : [{ grant, change, isOutside }];
    });
    const grants = uniqueBy(each, ({ grant, change }) =>
      [change, ...permissionsOf(grant).map((one) => `${one.power} ${one.scope}`)].join(),
    );
    return {
      holder,
      change: old === undefined ? "gained" : now === undefined ? "lost" : "kept",
      grants,
    };
  });
  const urns = new Set(sides.flatMap((side) => partsOf(side).map(({ urn }) => urn)));
  const steps = preview.steps.filter(({ op, urn }) => !untouched.has(op) && urns.has(urn));
  return { name: sides[0]?.name ?? "", before, after, holders, steps };
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

/** Decided by roles, scopes, subjects, issuers and policies alone. */
function widen(workload: Workload, was: AccessState, takenOver: boolean): Widening[] {
  const component = workload.name;
  const granted = grantsOf(workload);
  const holders = holdersOf(workload).flatMap((holder): Widening[] => {
    const pods = describeHolder(holder, workload);
    const old = was.permissions.get(holder.key);
    if (old === undefined)
      return [
        { component, kind: "access", text: `${pods} can act as the identity, with all that it may do.` },
      ];
    const more = granted.filter((grant) => permissionsOf(grant).some((one) => !includes(old, one)));
    const acted = was.takenOver.get(holder.key);
    const isNew = takenOver && ![...workload.identity.aliases].some((one) => acted?.has(one));
    return [
      ...more.map((grant) => ({
        component,
        kind: "access" as const,
        text: `${pods} can more than before, by ${quote(grant.resource.name)}.`,
      })),
      ...(isNew
        ? [
            {
              component,
              kind: "existing identity" as const,
              text: `${pods} can act as an identity that exists already, with all that it may do.`,
            },
          ]
        : []),
    ];
  });
  const owners = ownersOf(workload)
    .filter((one) => !was.owners.has(one))
    .map((one) => ({
      component,
      kind: "owner" as const,
      text: `A new owner of the application can act as it: ${one.slice(workload.urn.length + 1)}.`,
    }));
  const copies = copiesOf(workload)
    .filter(({ key }) => !was.copies.has(key))
    .map(({ text }) => ({
      component,
      kind: "secret" as const,
      text: `Who may read Secrets can read ${text}.`,
    }));
  return [...holders, ...owners, ...copies];
}

function describeHolder({ issuer, subject, credential }: Holder, workload: Workload): string {
  const [, , namespace, account] = typeof subject === "string" ? subject.split(":") : [];
  const who =
    namespace === undefined || account === undefined
      ? "The pods of this component"
      : `Pods of service account ${quote(account)} in namespace ${quote(namespace)}`;
  if (credential === undefined) return who;
  const isOwn = workload.credentials.includes(credential);
  return `${who} of ${isOwn ? `cluster ${quote(keyOf(workload, credential.resource))}` : `the cluster with issuer ${words(issuer)}`}`;
}

function partsOf({ urn, identity, account, credentials, grants, classes, outside }: Workload): Resource[] {
  const parts = [...credentials, ...grants, ...classes, ...outside.credentials, ...outside.grants];
  const own = [identity.own, account?.resource].flatMap((one) => one ?? []);
  return [...own, ...parts.map(({ resource }) => resource), { urn } as Resource];
}

function uniqueBy<T>(some: readonly T[], key: (one: T) => string): T[] {
  const seen = new Set<string>();
  return some.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
}

function unique<T>(some: readonly T[]): T[] {
  return uniqueBy(some, (one) => JSON.stringify(one));
}
