/** What is created under a new name while the same thing still exists under the old one: Pulumi deletes last. */

import { permissionsOf } from "../access/access";
import type { Resource } from "../stack/resource";
import { isText, type Value } from "../stack/value";
import type { Workload } from "../stack/workload";

export interface Collision {
  readonly created: Resource;
  readonly deleted: Resource;
}

export function collisionsOf(before: readonly Workload[], after: readonly Workload[]): Collision[] {
  const remaining = new Set(after.flatMap(thingsOf).map(({ resource }) => resource.urn));
  const deleted = before.flatMap(thingsOf).filter(({ resource }) => !remaining.has(resource.urn));
  return after.flatMap(thingsOf).flatMap(({ resource: created, key }) => {
    const same = created.isNew ? deleted.find((one) => one.key === key) : undefined;
    return same ? [{ created, deleted: same.resource }] : [];
  });
}

interface Thing {
  readonly resource: Resource;
  /** The same for what Azure or the cluster takes for the same. */
  readonly key: string;
}

function thingsOf({ credentials, grants, classes, account }: Workload): Thing[] {
  return [
    ...credentials.flatMap(({ resource, identity, issuer, subject }) =>
      thing(resource, [...identity, issuer, subject]),
    ),
    ...grants.flatMap((grant) =>
      thing(grant.resource, [
        ...grant.identity,
        ...(grant.kind === "role" ? [grant.role, grant.scope] : [grant.vault]),
        ...permissionsOf(grant).map(({ power }) => power),
      ]),
    ),
    ...[...classes, ...(account ? [account] : [])].flatMap(({ resource, namespace, name }) =>
      thing(resource, [namespace, name]),
    ),
  ];
}

/** None where a part of it is not known yet: it may then be something else. */
function thing(resource: Resource, parts: readonly Value[]): Thing[] {
  const isComplete = parts.length > 0 && parts.every((part) => isText(part) && !part.startsWith("urn:"));
  return isComplete ? [{ resource, key: [resource.type, ...parts].join(" ").toLowerCase() }] : [];
}
