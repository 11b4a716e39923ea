/** All access that the components of one state give, by who has it. */

import { quote } from "../../model/quote";
import { nounOf, type ObjectKind } from "../../model/vault-object";
import { isText, words } from "../stack/value";
import type { Workload } from "../stack/workload";
import { elsewhere, grantsOf, holdersOf, type Permission, permissionsOf } from "./access";

export interface AccessState {
  readonly permissions: ReadonlyMap<string, readonly Permission[]>;
  /** Identities that existed before the component, by who acts as them. */
  readonly takenOver: ReadonlyMap<string, ReadonlySet<string>>;
  readonly owners: ReadonlySet<string>;
  /** Objects whose values are in Kubernetes Secrets, by namespace. */
  readonly copies: ReadonlySet<string>;
}

export function accessState(
  workloads: readonly Workload[],
  isTakenOver: (workload: Workload) => boolean,
): AccessState {
  const permissions = new Map<string, Permission[]>();
  const takenOver = new Map<string, Set<string>>();
  for (const workload of workloads) {
    const granted = grantsOf(workload).flatMap(permissionsOf);
    // Who loses the last credential may still be federated elsewhere: nobody new is let in by that.
    for (const { key } of [...holdersOf(workload), elsewhere(workload)]) {
      permissions.set(key, [...(permissions.get(key) ?? []), ...granted]);
      if (!isTakenOver(workload)) continue;
      takenOver.set(key, new Set([...(takenOver.get(key) ?? []), ...workload.identity.aliases]));
    }
  }
  return {
    permissions,
    takenOver,
    owners: new Set(workloads.flatMap(ownersOf)),
    copies: new Set(workloads.flatMap(copiesOf).map(({ key }) => key)),
  };
}

/** The type in a URN in small letters: a value of a stack reference, say, comes from no identity of this stack. */
const ofIdentity = /:(userassignedidentity|application|serviceprincipal)::[^:]+$/;

/** Whether the component, or the rest of the stack, creates the identity. */
export function isCreated({ identity }: Workload): boolean {
  return [...identity.aliases].some((one) => one.startsWith("urn:") && ofIdentity.test(one));
}

export function ownersOf({ urn, identity }: Workload): string[] {
  return identity.owners.map((owner) => `${urn} ${words(owner)}`);
}

export interface Copy {
  readonly key: string;
  readonly text: string;
}

/** What is copied where: moving it to another Secret of the namespace lets nobody new read it. */
export function copiesOf({ classes }: Workload): Copy[] {
  return classes.flatMap(({ namespace, vault, objects = [], secrets, resource }) =>
    secrets.flatMap(({ name, data }) =>
      Object.values(data).map((file) => {
        const object = objects.find(
          (one) => one.fileName === file || (isText(file) && file.startsWith(`${one.fileName}/`)),
        );
        const what = object ? `${object.objectType} ${object.objectName}` : words(file);
        const noun = object ? (nounOf[object.objectType as ObjectKind] ?? "object") : "file";
        const where = isText(namespace) ? namespace : resource.urn;
        return {
          key: [where, words(vault), what].join(" ").toLowerCase(),
          text: `${noun} ${object ? quote(object.objectName) : words(file)} of vault ${words(vault)} in Secret ${words(name)} of namespace ${words(namespace)}`,
        };
      }),
    ),
  );
}
