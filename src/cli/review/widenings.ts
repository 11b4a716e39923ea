/** Who gains what: decided by roles, scopes, subjects, issuers and policies alone. */

import { list } from "../../model/list";
import { quote } from "../../model/quote";
import { grantsOf, type Holder, holdersOf, includes, permissionsOf } from "../access/access";
import { type AccessState, copiesOf, ownersOf } from "../access/state";
import { isSameIdentity } from "../stack/identity";
import { isText, words } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import { describeGained } from "./grants";
import { groupBy } from "./group-by";

export interface Widening {
  readonly component: string;
  readonly kind: "access" | "existing identity" | "owner" | "secret";
  /** Who gains what, as a sentence. */
  readonly text: string;
}

/** `takenOver`: whether its identity existed before the component. */
export function wideningsOf(workload: Workload, was: AccessState, takenOver: boolean): Widening[] {
  const of = (kind: Widening["kind"], texts: readonly string[]) =>
    texts.map((text) => ({ component: workload.name, kind, text }));
  const gains = holdersOf(workload).flatMap((holder): Gain[] => {
    const old = was.permissions.get(holder.key);
    if (old === undefined)
      return [{ holder, kind: "access", what: "act as the identity, with all that it may do" }];
    const more = grantsOf(workload).flatMap((grant) => {
      const gained = permissionsOf(grant).filter((one) => !includes(old, one));
      return gained.length > 0 ? [describeGained(grant, gained)] : [];
    });
    const acted = was.takenOver.get(holder.key) ?? new Set();
    const isOther = takenOver && !isSameIdentity(workload.identity.aliases, acted);
    const existing = "act as an identity that exists already, with all that it may do";
    return [
      ...[...new Set(more)].map((what): Gain => ({ holder, kind: "access", what })),
      ...(isOther ? [{ holder, kind: "existing identity" as const, what: existing }] : []),
    ];
  });
  const owners = ownersOf(workload)
    .filter((one) => !was.owners.has(one))
    .map((one) => `A new owner of the application can act as it: ${one.slice(workload.urn.length + 1)}.`);
  const copies = copiesOf(workload)
    .filter(({ key }) => !was.copies.has(key))
    .map(({ text }) => `Anyone who may read Secrets can read ${text}.`);
  return [...ofPods(gains, workload), ...of("owner", owners), ...of("secret", copies)];
}

interface Gain {
  readonly holder: Holder;
  readonly kind: Widening["kind"];
  /** A phrase that follows "can". */
  readonly what: string;
}

/** What pods gain in several clusters is one sentence. */
function ofPods(gains: readonly Gain[], workload: Workload): Widening[] {
  const groups = groupBy(gains, ({ holder, what }) => [what, podsOf(holder), placeOf(holder, workload).kind]);
  return groups.map(([first, ...others]) => {
    const places = [first, ...others].map(({ holder }) => placeOf(holder, workload).text);
    const nouns = { own: others.length > 0 ? " of clusters" : " of cluster", other: " of", none: "" };
    const where = `${nouns[placeOf(first.holder, workload).kind]} ${list([...new Set(places)])}`.trimEnd();
    const text = `${podsOf(first.holder)}${where} can ${first.what}.`;
    return { component: workload.name, kind: first.kind, text };
  });
}

function podsOf({ subject }: Holder): string {
  const [, , namespace, account] = isText(subject) ? subject.split(":") : [];
  if (namespace === undefined || account === undefined) return "The pods of this component";
  return `Pods of service account ${quote(account)} in namespace ${quote(namespace)}`;
}

function placeOf({ issuer, credential }: Holder, workload: Workload) {
  if (credential === undefined) return { kind: "none", text: "" } as const;
  return workload.credentials.includes(credential)
    ? ({ kind: "own", text: quote(keyOf(workload, credential.resource)) } as const)
    : ({ kind: "other", text: `the cluster with issuer ${words(issuer)}` } as const);
}
