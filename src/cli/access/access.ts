/** Who can do what, as facts that two states can be compared by. */

import { roleWithGuid } from "../../model/assigned-role";
import { formatSubject } from "../../model/subject";
import { parseVaultScope } from "../../model/vault-object";
import type { Credential, Grant } from "../stack/chain";
import type { Resource } from "../stack/resource";
import { isText, type Value } from "../stack/value";
import type { Workload } from "../stack/workload";

/** Pods: those of one service account in the clusters of one issuer. */
export interface Holder {
  /** The same for the same pods, in any state. */
  readonly key: string;
  readonly issuer: Value;
  readonly subject: Value;
  /** Absent where the identity is federated elsewhere, or the preview does not show it. */
  readonly credential?: Credential;
}

export interface Permission {
  /** `get secrets`, `list keys`, or the role where its actions are not known. */
  readonly power: string;
  /** `kv-shop`, `kv-shop/secrets/db`, or an id in small letters. */
  readonly scope: string;
  /** The id in small letters, where a role was assigned on one. */
  readonly id: string | undefined;
}

export function holdersOf(workload: Workload): Holder[] {
  const all = [...workload.credentials, ...workload.outside.credentials];
  if (all.length === 0) return [elsewhere(workload)];
  return all.map((credential) => {
    const { issuer, subject, resource } = credential;
    const key = isText(issuer) && isText(subject) ? `${issuer} ${subject}` : notKnown(resource);
    return { key, issuer, subject, credential };
  });
}

/** The pods of an identity that is federated outside the stack. */
export function elsewhere({ namespace, serviceAccount, urn }: Workload): Holder {
  const known = isText(namespace) && isText(serviceAccount);
  const subject = known ? formatSubject(namespace, serviceAccount) : undefined;
  return { key: `elsewhere ${subject ?? urn}`, issuer: undefined, subject };
}

export function grantsOf(workload: Workload): readonly Grant[] {
  return [...workload.grants, ...workload.outside.grants];
}

export function permissionsOf(grant: Grant): Permission[] {
  if (grant.kind === "policy") {
    const scope = isText(grant.vault) ? grant.vault.toLowerCase() : notKnown(grant.resource);
    return Object.entries(grant.permissions).flatMap(([kind, verbs]) =>
      verbs.map((verb) => ({ power: `${verb} ${kind}`.toLowerCase(), scope, id: undefined })),
    );
  }
  const { role, scope, resource } = grant;
  const known = isText(role) ? roleWithGuid(role) : undefined;
  const all = known?.powers ?? [isText(role) ? `role ${role}` : `role ${notKnown(resource)}`];
  if (!isText(scope)) return all.map((power) => ({ power, scope: notKnown(resource), id: undefined }));
  const id = scope.toLowerCase().replace(/\/+$/, "");
  const { vault, collection, objectName } = parseVaultScope(id) ?? {};
  if (vault === undefined) return all.map((power) => ({ power, scope: id, id }));
  if (objectName === undefined) return all.map((power) => ({ power, scope: vault, id }));
  return all
    .filter((power) => known === undefined || ofObject(power, collection))
    .map((power) => ({ power, scope: `${vault}/${collection}/${objectName}`, id }));
}

/** Equal to itself in another state only where nothing has changed it. */
function notKnown({ urn, isTouched }: Resource): string {
  return `not known ${urn}${isTouched ? ", changed" : ""}`;
}

/** On one object a role does what it does to that kind; there is nothing to list. */
function ofObject(power: string, collection: string | undefined): boolean {
  const [verb, kind] = power.split(" ");
  return power === "read role assignments" || verb === "manage" || (verb !== "list" && kind === collection);
}

/** Whether one of these permissions includes another. */
export function includes(some: readonly Permission[], wanted: Permission): boolean {
  const kind = wanted.power.split(" ").at(-1);
  return some.some(
    ({ power, scope, id }) =>
      (power === wanted.power || power === `all ${kind}`) &&
      (isBelow(wanted.scope, scope) ||
        (id !== undefined && wanted.id !== undefined && isBelow(wanted.id, id))),
  );
}

function isBelow(scope: string, above: string): boolean {
  return scope === above || scope.startsWith(`${above}/`);
}
