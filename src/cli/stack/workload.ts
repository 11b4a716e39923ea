/** The components of a stack or a preview, and the chain of each: whatever language the program has. */

import { childName } from "../../model/names";
import {
  type Account,
  type Aliases,
  aliasesOf,
  type Credential,
  type Grant,
  readAccount,
  readClass,
  readCredential,
  readGrant,
  type SecretProviderClass,
} from "./chain";
import { type Identity, identityAliases, isIdentity, type Parts, readIdentity } from "./identity";
import { nameOf, type Resource, typeOf } from "./resource";
import { isText, type Value } from "./value";

const componentType = "azure-workload-identity:index:KeyVaultWorkloadIdentity";

export interface Workload {
  readonly urn: string;
  readonly name: string;
  readonly identity: Identity;
  readonly namespace: Value;
  readonly serviceAccount: Value;
  readonly account: Account | undefined;
  readonly credentials: readonly Credential[];
  readonly grants: readonly Grant[];
  readonly classes: readonly SecretProviderClass[];
  /** Of the same identity in the same stack, but not of this component. */
  readonly outside: { readonly credentials: readonly Credential[]; readonly grants: readonly Grant[] };
}

export function workloads(resources: readonly Resource[]): Workload[] {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const owner = new Map(resources.map((one) => [one.urn, componentOf(one, byUrn)]));
  const urns = [...new Set(owner.values())].filter(isText);
  const all = urns.sort().map((urn) =>
    partsOf(
      urn,
      resources.filter((one) => owner.get(one.urn) === urn),
    ),
  );
  const elsewhere = resources.filter((one) => isIdentity(one)).map((one) => new Set(aliasesOf(one)));
  const identities = shared([...all.map(identityAliases), ...elsewhere]);
  const credentials = resources.flatMap((one) => readCredential(one) ?? []);
  const grants = resources.flatMap((one) => readGrant(one) ?? []);
  return all.map((parts, index) => {
    const aliases = identities[index] as ReadonlySet<string>;
    const outside = <T extends { resource: Resource; identity: Aliases }>(some: readonly T[]) =>
      some.filter(
        (one) => owner.get(one.resource.urn) !== parts.urn && one.identity.some((a) => aliases.has(a)),
      );
    return {
      ...parts,
      name: nameOf(parts.urn),
      identity: readIdentity(parts, aliases, resources),
      ...place(parts),
      outside: { credentials: outside(credentials), grants: outside(grants) },
    };
  });
}

/** Its own parent may be missing: a preview lists what changes. */
function componentOf(resource: Resource, byUrn: ReadonlyMap<string, Resource>): string | undefined {
  if (resource.type === componentType) return resource.urn;
  let parent = resource.parent;
  for (let depth = 0; parent !== undefined && depth < 100; depth++) {
    if (typeOf(parent) === componentType) return parent;
    parent = byUrn.get(parent)?.parent;
  }
  return undefined;
}

function partsOf(urn: string, unsorted: readonly Resource[]): Parts {
  const children = [...unsorted].sort((a, b) => (a.name < b.name ? -1 : 1));
  const accounts = children.flatMap((one) => readAccount(one) ?? []);
  return {
    urn,
    children,
    credentials: children.flatMap((one) => readCredential(one) ?? []),
    grants: children.flatMap((one) => readGrant(one) ?? []),
    classes: children.flatMap((one) => readClass(one) ?? []),
    // With `Annotate`, the patch says what is declared, beside the account that it is read from.
    account: accounts.find(({ resource }) => resource.type.endsWith("Patch")) ?? accounts[0],
  };
}

/** Components with one alias in common share their identity. */
function shared(sets: readonly Set<string>[]): Set<string>[] {
  const merged = sets.map((one) => new Set(one));
  for (let moved = true; moved; ) {
    moved = false;
    for (const a of merged) {
      for (const b of merged) {
        const meets = a !== b && [...a].some((one) => b.has(one));
        const missing = meets ? [...b].filter((one) => !a.has(one)) : [];
        for (const one of missing) a.add(one);
        moved ||= missing.length > 0;
      }
    }
  }
  return merged;
}

/** Who the pods are: by the service account, or by the subject that is trusted. */
function place({ account, credentials, classes }: Parts): Pick<Workload, "namespace" | "serviceAccount"> {
  const subject = credentials[0]?.subject;
  const [, , namespace, name] = isText(subject) ? subject.split(":") : [];
  return {
    namespace: account?.namespace ?? namespace ?? classes[0]?.namespace,
    serviceAccount: account?.name ?? name,
  };
}

/** Whether it comes from an entry of `roleAssignments`, not from a vault. */
export function isAssignedRole(workload: Pick<Workload, "name">, { resource }: Grant): boolean {
  return resource.name.startsWith(childName.roleAssignment(workload.name, ""));
}

/** The key that the program gave to a cluster or a vault: the rest of the child's name. */
export function keyOf(workload: Pick<Workload, "name">, { name }: Resource): string {
  const prefixes = [
    childName.credential(workload.name, ""),
    childName.secretProviderClass(workload.name, ""),
    childName.policy(workload.name, ""),
  ];
  const prefix = prefixes.find((one) => name.startsWith(one));
  return prefix === undefined ? name : name.slice(prefix.length);
}
