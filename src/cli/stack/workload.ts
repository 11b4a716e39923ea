/** The components of a stack or a preview, and the chain of each: whatever language the program has. */

import { childName } from "../../model/names";
import {
  type Account,
  type Aliases,
  alias,
  aliasesOf,
  type Credential,
  type Grant,
  isApplication,
  isManagedIdentity,
  isServicePrincipal,
  readAccount,
  readClass,
  readCredential,
  readGrant,
  type SecretProviderClass,
} from "./chain";
import { nameOf, type Resource, typeOf } from "./resource";
import { isText, listAt, textAt, type Value } from "./value";

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

export interface Identity {
  readonly kind: "managed identity" | "application";
  /** The resource, where this component creates it. */
  readonly own: Resource | undefined;
  readonly aliases: ReadonlySet<string>;
  readonly name: Value;
  readonly resourceGroup: Value;
  readonly clientId: Value;
  readonly principalId: Value;
  readonly tenantId: Value;
  readonly owners: readonly Value[];
}

interface Parts {
  readonly urn: string;
  readonly children: readonly Resource[];
  readonly credentials: readonly Credential[];
  readonly grants: readonly Grant[];
  readonly classes: readonly SecretProviderClass[];
  readonly account: Account | undefined;
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
      identity: describeIdentity(parts, aliases, resources),
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

const isIdentity = (one: Resource) => isManagedIdentity(one) || isApplication(one) || isServicePrincipal(one);

/** All that the component's identity is called, in its own resources and in what refers to it. */
function identityAliases({ urn, children, credentials, grants, classes }: Parts): Set<string> {
  const own = children.filter(isIdentity);
  const referred = [...credentials, ...grants].flatMap(({ identity }) => identity);
  const clients = classes.flatMap(({ clientId }) => alias("client", clientId) ?? []);
  return new Set([`component:${urn}`.toLowerCase(), ...own.flatMap(aliasesOf), ...referred, ...clients]);
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

function describeIdentity(
  parts: Parts,
  aliases: ReadonlySet<string>,
  resources: readonly Resource[],
): Identity {
  const own = parts.children.find((one) => isManagedIdentity(one) || isApplication(one));
  // An identity that another part of the program creates and hands to the component.
  const found =
    own ??
    resources.find(
      (one) => (isManagedIdentity(one) || isApplication(one)) && aliasesOf(one).some((a) => aliases.has(a)),
    );
  const principal = parts.children.find(isServicePrincipal);
  const [credential] = parts.credentials;
  const [grant] = parts.grants;
  const managed = found
    ? isManagedIdentity(found)
    : !credential || credential.resource.type.startsWith("azure");
  const inputs = found?.inputs ?? credential?.resource.inputs;
  const [clientId, tenantId] = [fromClasses(parts, "clientId"), fromClasses(parts, "tenantId")];
  return {
    kind: managed && !isAzuread(credential) ? "managed identity" : "application",
    own,
    aliases,
    name: managed
      ? (textAt(found?.outputs, "name") ?? textAt(inputs, "resourceName"))
      : textAt(found?.inputs, "displayName"),
    resourceGroup: textAt(inputs, "resourceGroupName"),
    clientId: textAt(found?.outputs, "clientId") ?? clientId,
    principalId:
      textAt(found?.outputs, "principalId") ??
      textAt(principal?.outputs, "objectId") ??
      (grant?.kind === "role"
        ? textAt(grant.resource.inputs, "principalId")
        : textAt(grant?.resource.inputs, "policy", "objectId")),
    tenantId: textAt(found?.outputs, "tenantId") ?? tenantId,
    owners: listAt(own?.inputs, "owners").map((_, index) => textAt(own?.inputs, "owners", String(index))),
  };
}

function isAzuread(credential: Credential | undefined): boolean {
  return credential?.resource.type.startsWith("azuread:") ?? false;
}

function fromClasses({ classes, account }: Parts, what: "clientId" | "tenantId"): Value {
  const annotation = what === "clientId" ? "client-id" : "tenant-id";
  const annotated = textAt(account?.annotations, `azure.workload.identity/${annotation}`);
  return classes.map((one) => one[what]).find((value) => value !== undefined) ?? annotated;
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
