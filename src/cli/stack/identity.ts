/** The identity that the pods of a component act as, as far as the resources of the stack tell. */

import {
  type Account,
  alias,
  aliasesOf,
  type Credential,
  type Grant,
  isApplication,
  isManagedIdentity,
  isServicePrincipal,
  type SecretProviderClass,
} from "./chain";
import type { Resource } from "./resource";
import { firstText, listAt, textAt, type Value } from "./value";

export interface Identity {
  readonly kind: "managed identity" | "application";
  /** The resource, where this component creates it. */
  readonly own: Resource | undefined;
  /** All that it is called, by itself and by what refers to it. */
  readonly aliases: ReadonlySet<string>;
  readonly name: Value;
  readonly resourceGroup: Value;
  readonly clientId: Value;
  readonly principalId: Value;
  readonly tenantId: Value;
  readonly owners: readonly Value[];
}

/** The resources of a component. */
export interface Parts {
  readonly urn: string;
  readonly children: readonly Resource[];
  readonly credentials: readonly Credential[];
  readonly grants: readonly Grant[];
  readonly classes: readonly SecretProviderClass[];
  readonly account: Account | undefined;
}

export const isIdentity = (one: Resource) =>
  isManagedIdentity(one) || isApplication(one) || isServicePrincipal(one);

const componentAlias = "component:";

/** All that the component's identity is called, in its own resources and in what refers to it. */
export function identityAliases({ urn, children, credentials, grants, classes }: Parts): Set<string> {
  const own = children.filter(isIdentity);
  const referred = [...credentials, ...grants].flatMap(({ identity }) => identity);
  const clients = classes.flatMap(({ clientId }) => alias("client", clientId) ?? []);
  const component = `${componentAlias}${urn}`.toLowerCase();
  return new Set([component, ...own.flatMap(aliasesOf), ...referred, ...clients]);
}

/** Whether it could be the same one; one that is known by its component alone is that component's. */
export function isSameIdentity(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const known = [...one].filter((name) => !name.startsWith(componentAlias));
  return (known.length > 0 ? known : [...one]).some((name) => other.has(name));
}

export function readIdentity(
  parts: Parts,
  aliases: ReadonlySet<string>,
  resources: readonly Resource[],
): Identity {
  const { children, credentials, grants } = parts;
  const isOne = (one: Resource) => isManagedIdentity(one) || isApplication(one);
  const own = children.find(isOne);
  // An identity that another part of the program creates and hands to the component.
  const found =
    own ?? resources.find((one) => isOne(one) && aliasesOf(one).some((name) => aliases.has(name)));
  const principal = children.find(isServicePrincipal);
  const shown = found ?? credentials[0]?.resource;
  const isManaged = shown === undefined || !shown.type.startsWith("azuread:");
  const inputs = shown?.inputs;
  return {
    kind: isManaged ? "managed identity" : "application",
    own,
    aliases,
    name: isManaged
      ? firstText(textAt(found?.outputs, "name"), textAt(inputs, "resourceName"))
      : textAt(found?.inputs, "displayName"),
    resourceGroup: textAt(inputs, "resourceGroupName"),
    clientId: textAt(found?.outputs, "clientId") ?? fromClasses(parts, "clientId"),
    principalId:
      textAt(found?.outputs, "principalId") ??
      textAt(principal?.outputs, "objectId") ??
      principalOf(grants[0]),
    tenantId: textAt(found?.outputs, "tenantId") ?? fromClasses(parts, "tenantId"),
    owners: listAt(own?.inputs, "owners").map((_, index) => textAt(own?.inputs, "owners", String(index))),
  };
}

function principalOf(grant: Grant | undefined): Value {
  const path = grant?.kind === "role" ? ["principalId"] : ["policy", "objectId"];
  return textAt(grant?.resource.inputs, ...path);
}

function fromClasses({ classes, account }: Parts, what: "clientId" | "tenantId"): Value {
  const annotation = what === "clientId" ? "client-id" : "tenant-id";
  const annotated = textAt(account?.annotations, `azure.workload.identity/${annotation}`);
  return classes.map((one) => one[what]).find((value) => value !== undefined) ?? annotated;
}
