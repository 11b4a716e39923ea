/** Who gains what: decided by roles, scopes, subjects, issuers and policies alone. */

import { quote } from "../../model/quote";
import { grantsOf, type Holder, holdersOf, includes, permissionsOf } from "../access/access";
import { type AccessState, copiesOf, ownersOf } from "../access/state";
import { isSameIdentity } from "../stack/identity";
import { words } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";

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
  const holders = holdersOf(workload).flatMap((holder) => {
    const pods = describeHolder(holder, workload);
    const old = was.permissions.get(holder.key);
    if (old === undefined) return of("access", [`${pods} can act as the identity, with all that it may do.`]);
    const more = grantsOf(workload).filter((grant) =>
      permissionsOf(grant).some((one) => !includes(old, one)),
    );
    const acted = was.takenOver.get(holder.key) ?? new Set();
    const isOther = takenOver && !isSameIdentity(workload.identity.aliases, acted);
    return [
      ...of(
        "access",
        more.map(({ resource }) => `${pods} can do more than before, by ${quote(resource.name)}.`),
      ),
      ...of(
        "existing identity",
        isOther ? [`${pods} can act as an identity that exists already, with all that it may do.`] : [],
      ),
    ];
  });
  const owners = ownersOf(workload)
    .filter((one) => !was.owners.has(one))
    .map((one) => `A new owner of the application can act as it: ${one.slice(workload.urn.length + 1)}.`);
  const copies = copiesOf(workload)
    .filter(({ key }) => !was.copies.has(key))
    .map(({ text }) => `Anyone who may read Secrets can read ${text}.`);
  return [...holders, ...of("owner", owners), ...of("secret", copies)];
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
