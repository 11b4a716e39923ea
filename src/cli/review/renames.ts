/** A component that is removed while another one like it is created: probably the same one under another name. */

import { permissionsOf } from "../access/access";
import { isSameIdentity } from "../stack/identity";
import type { Step } from "../stack/read-json";
import { isSame, isText } from "../stack/value";
import type { Workload } from "../stack/workload";

/** The removed components that the created one may have been. */
export function likelyFormer(
  now: Workload,
  before: readonly Workload[],
  steps: readonly Step[],
): readonly Workload[] {
  const isStep = (op: string, { urn }: Workload) => steps.some((one) => one.op === op && one.urn === urn);
  if (!isStep("create", now)) return [];
  const like = before.filter((old) => isStep("delete", old) && isAlike(old, now));
  const samePods = like.filter((old) => isSame(old.serviceAccount, now.serviceAccount));
  return samePods.length > 0 ? samePods : like;
}

/**
 * The same cluster, namespace and kind of identity, the same vaults and scopes, and most of the same objects: that two
 * components of one namespace read one vault alone says nothing.
 */
function isAlike(old: Workload, now: Workload): boolean {
  const [from, to] = [objectsOf(old), objectsOf(now)];
  const mounts = from.size > 0 && to.size > 0;
  return (
    isSame(old.namespace, now.namespace) &&
    isLikeIdentity(old, now) &&
    common(issuersOf(old), issuersOf(now)).length > 0 &&
    placesOf(now).size > 0 &&
    isEqual(placesOf(old), placesOf(now)) &&
    (mounts
      ? common(from, to).length * 2 > Math.max(from.size, to.size)
      : isEqual(permissionsIn(old), permissionsIn(now)))
  );
}

function isLikeIdentity({ identity: old }: Workload, { identity: now }: Workload): boolean {
  if (old.own === undefined && now.own === undefined) return isSameIdentity(now.aliases, old.aliases);
  return old.own !== undefined && now.own !== undefined && old.kind === now.kind;
}

function issuersOf({ credentials }: Workload): Set<string> {
  return new Set(credentials.map(({ issuer }) => issuer).filter(isText));
}

/** Vaults, and scopes elsewhere. */
function placesOf({ classes, grants }: Workload): Set<string> {
  const scopes = grants.flatMap(permissionsOf).map(({ scope }) => scope.replace(/^([^/]+)\/.*/, "$1"));
  const vaults = classes.flatMap(({ vault }) => (isText(vault) ? [vault.toLowerCase()] : []));
  return new Set([...scopes, ...vaults]);
}

function objectsOf({ classes }: Workload): Set<string> {
  const all = classes.flatMap(({ vault, objects = [] }) =>
    objects.map(({ objectType, objectName }) => JSON.stringify([vault, objectType, objectName])),
  );
  return new Set(all.map((one) => one.toLowerCase()));
}

function permissionsIn({ grants }: Workload): Set<string> {
  return new Set(grants.flatMap(permissionsOf).map(({ power, scope }) => `${power} ${scope}`));
}

function common(some: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...some].filter((one) => others.has(one));
}

function isEqual(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && common(some, others).length === some.size;
}
