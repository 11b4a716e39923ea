/** The parts of a workload's chain, each read from one resource. */

import type { VaultObject } from "../../model/vault-object";
import { parseObjects } from "./objects";
import type { Resource } from "./resource";
import { isText, listAt, recordAt, textAt, type Value } from "./value";

/** Names under which an identity appears in its credentials, grants and classes; in small letters. */
export type Aliases = readonly string[];

export interface Credential {
  readonly resource: Resource;
  readonly identity: Aliases;
  readonly issuer: Value;
  readonly subject: Value;
  readonly audience: Value;
}

export type Grant = { readonly resource: Resource; readonly identity: Aliases } & (
  | { readonly kind: "role"; readonly role: Value; readonly scope: Value }
  | {
      readonly kind: "policy";
      readonly vault: Value;
      readonly permissions: Readonly<Record<string, readonly string[]>>;
    }
);

export interface SecretProviderClass {
  readonly resource: Resource;
  readonly name: Value;
  readonly namespace: Value;
  readonly clientId: Value;
  readonly tenantId: Value;
  readonly vault: Value;
  /** Undefined where they are not known, or the provider could not read them. */
  readonly objects: readonly VaultObject[] | undefined;
  readonly secrets: readonly SyncedSecret[];
}

export interface SyncedSecret {
  readonly name: Value;
  /** Key of the Secret to file. */
  readonly data: Readonly<Record<string, Value>>;
}

export interface Account {
  readonly resource: Resource;
  readonly name: Value;
  readonly namespace: Value;
  readonly annotations: Readonly<Record<string, unknown>>;
}

export const isRoleAssignment = ofType(/^azure-native[^:]*:authorization.*:RoleAssignment$/);
export const isAccessPolicy = ofType(/^azure-native[^:]*:keyvault.*:AccessPolicy$/);
export const isManagedCredential = ofType(
  /^azure-native[^:]*:managedidentity.*:FederatedIdentityCredential$/,
);
export const isApplicationCredential = ofType(/^azuread:.*:ApplicationFederatedIdentityCredential$/);
export const isManagedIdentity = ofType(/^azure-native[^:]*:managedidentity.*:UserAssignedIdentity$/);
export const isApplication = ofType(/^azuread:.*:Application$/);
export const isServicePrincipal = ofType(/^azuread:.*:ServicePrincipal$/);
export const isClass = ofType(/^kubernetes:secrets-store\.csi\.x-k8s\.io\/.*:SecretProviderClass$/);
export const isAccount = ofType(/^kubernetes:core\/v1:ServiceAccount(Patch)?$/);

function ofType(type: RegExp) {
  return (resource: Resource) => type.test(resource.type);
}

export function readCredential(resource: Resource): Credential | undefined {
  const managed = isManagedCredential(resource);
  if (!managed && !isApplicationCredential(resource)) return undefined;
  const { inputs } = resource;
  return {
    resource,
    identity: managed
      ? aliases(resource, "resourceName", managedAlias(inputs, "resourceName"))
      : aliases(resource, "applicationId", alias("application", textAt(inputs, "applicationId"))),
    issuer: textAt(inputs, "issuer"),
    subject: textAt(inputs, "subject"),
    audience: textAt(inputs, "audiences", "0"),
  };
}

export function readGrant(resource: Resource): Grant | undefined {
  const { inputs } = resource;
  if (isRoleAssignment(resource)) {
    const role = textAt(inputs, "roleDefinitionId");
    return {
      resource,
      identity: aliases(resource, "principalId", alias("principal", textAt(inputs, "principalId"))),
      kind: "role",
      role: isText(role) ? role.split("/").at(-1)?.toLowerCase() : role,
      scope: textAt(inputs, "scope"),
    };
  }
  if (!isAccessPolicy(resource)) return undefined;
  const permissions = Object.keys(recordAt(inputs, "policy", "permissions")).map((kind) => [
    kind,
    listAt(inputs, "policy", "permissions", kind).filter((one): one is string => typeof one === "string"),
  ]);
  return {
    resource,
    identity: aliases(resource, "policy", alias("principal", textAt(inputs, "policy", "objectId"))),
    kind: "policy",
    vault: textAt(inputs, "vaultName"),
    permissions: Object.fromEntries(permissions),
  };
}

/** In a preview, a class that is to be created is known by its inputs. */
export function readClass(resource: Resource): SecretProviderClass | undefined {
  if (!isClass(resource)) return undefined;
  const { inputs } = resource;
  const parameter = (name: string) => textAt(inputs, "spec", "parameters", name);
  const objects = parameter("objects");
  return {
    resource,
    name: textAt(inputs, "metadata", "name"),
    namespace: textAt(inputs, "metadata", "namespace"),
    clientId: parameter("clientID"),
    tenantId: parameter("tenantID"),
    vault: parameter("keyvaultName"),
    objects: isText(objects) ? parseObjects(objects) : undefined,
    secrets: listAt(inputs, "spec", "secretObjects").map((one) => ({
      name: textAt(one, "secretName"),
      data: Object.fromEntries(
        listAt(one, "data").map((entry) => [String(textAt(entry, "key") ?? ""), textAt(entry, "objectName")]),
      ),
    })),
  };
}

export function readAccount(resource: Resource): Account | undefined {
  if (!isAccount(resource)) return undefined;
  // An account of another owner that is only read (`Annotate`) has no inputs of its own.
  const from = textAt(resource.inputs, "metadata", "name") === undefined ? resource.outputs : resource.inputs;
  return {
    resource,
    name: textAt(from, "metadata", "name"),
    namespace: textAt(from, "metadata", "namespace"),
    annotations: recordAt(from, "metadata", "annotations"),
  };
}

/** What an identity of the stack is called by what refers to it. */
export function aliasesOf(resource: Resource): Aliases {
  const { inputs, outputs, urn, id } = resource;
  const own = [alias("urn", urn)];
  if (isManagedIdentity(resource)) {
    const group = {
      ...recordAt(inputs),
      resourceName: textAt(outputs, "name") ?? textAt(inputs, "resourceName"),
    };
    own.push(managedAlias(group, "resourceName"), alias("principal", textAt(outputs, "principalId")));
  }
  if (isApplication(resource)) own.push(alias("application", id));
  if (isServicePrincipal(resource)) own.push(alias("principal", textAt(outputs, "objectId")));
  const clientId = textAt(outputs, "clientId") ?? textAt(inputs, "clientId");
  return [...own, alias("client", clientId)].filter(isText);
}

/** By its value; where that is not known yet, by the resources that it comes from. */
function aliases(resource: Resource, property: string, known: string | undefined): Aliases {
  if (known !== undefined) return [known];
  return (resource.propertyDependencies[property] ?? []).map((urn) => `urn:${urn}`.toLowerCase());
}

export function alias(kind: string, value: Value): string | undefined {
  return isText(value) ? `${kind}:${value}`.toLowerCase() : undefined;
}

function managedAlias(inputs: unknown, name: string): string | undefined {
  const [group, own] = [textAt(inputs, "resourceGroupName"), textAt(inputs, name)];
  return isText(group) && isText(own) ? `managed:${group}/${own}`.toLowerCase() : undefined;
}
