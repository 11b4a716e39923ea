/** Names and how they are derived. They are API: a change replaces what users run. */

import { createHash } from "node:crypto";
import { v5 as uuidv5 } from "uuid";
import { quote } from "./quote";

/** Names of the component's children in Pulumi; a rename needs an alias. */
export const childName = {
  identity: (component: string) => `${component}-identity`,
  credential: (component: string, cluster: string) => `${component}-credential-${cluster}`,
  grant: (component: string, vault: string, slug: string) => `${component}-grant-${vault}-${slug}`,
  policy: (component: string, vault: string) => `${component}-policy-${vault}`,
  roleAssignment: (component: string, key: string) => `${component}-role-${key}`,
  application: (component: string) => `${component}-application`,
  servicePrincipal: (component: string) => `${component}-service-principal`,
  serviceAccount: (component: string) => `${component}-service-account`,
  serviceAccountPatch: (component: string) => `${component}-service-account-patch`,
  pod: (component: string) => `${component}-pod`,
  secretProviderClass: (component: string, vault: string) => `${component}-secret-provider-class-${vault}`,
};

/** What creates an identity, in words, from the URN of its resource: a component of this package, or the program itself. */
export function describeCreator(urn: string): string {
  const name = urn.split("::").slice(3).join("::");
  const [, component] = /:KeyVaultWorkloadIdentity\$/.test(urn)
    ? (/^(.*)-(?:identity|application)$/.exec(name) ?? [])
    : [];
  return component === undefined
    ? `resource ${quote(name)} of this program`
    : `component ${quote(component)}`;
}

/** `urn:pulumi:dev::shop::shop:index:Team$azure-workload-identity:index:…::orders` → `shop:index:Team` */
export function parentTypes(urn: string): string {
  const types = (urn.split("::")[2] ?? "").split("$").slice(0, -1);
  return types.filter((type) => type !== "pulumi:pulumi:Stack").join("$");
}

/** Of a child of the component with this URN; `pulumi.createUrn` goes wrong where the component's name contains `::`. */
export function childUrn(component: string, type: string, name: string): string {
  return `${component.split("::").slice(0, 3).join("::")}$${type}::${name}`;
}

/** azure-native would use the bare child name; stacks, and components, that share an identity would collide. */
export function credentialName(
  component: string,
  cluster: string,
  project: string,
  stack: string,
  /** Of the component, as in its URN; empty below the stack itself. */
  parents = "",
): string {
  const path = [project, stack, component, cluster, ...(parents === "" ? [] : [parents])];
  const origin = createHash("sha256").update(path.join("/")).digest("hex").slice(0, 8);
  return `${component}-${cluster}-${origin}`;
}

// A fixed random UUID: the name space of the names of role assignments.
const roleAssignmentNamespace = "6f1b3c62-7d0e-4c58-9d0f-6a2f8f1f9c3b";

/** Azure refuses to change scope, role or principal of an assignment, so its name changes with them. */
export function roleAssignmentName(scope: string, roleGuid: string, principalId: string): string {
  return uuidv5([scope, roleGuid, principalId].join("|").toLowerCase(), roleAssignmentNamespace);
}

/** Pulumi's names are in camel case by habit, Kubernetes takes lower case only: `ordersApi` → `orders-api`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

/** Names in Kubernetes that can also be set. */
export const defaultName = {
  serviceAccount: (component: string) => kebabCase(component),
  secretProviderClass: (component: string, vault: string) => `${kebabCase(component)}-${vault}`,
  /** Only where the name that Pulumi gives would not do: that one has a random suffix. */
  pod: (component: string) =>
    kebabCase(component) === component ? undefined : `${kebabCase(component)}-pod`,
  envSecret: (component: string, vault: string) => `${kebabCase(component)}-${vault}-env`,
  mountPath: (vault: string) => `/mnt/secrets-store/${vault}`,
};

export function volumeName(vault: string): string {
  return `secrets-store-${vault}`;
}
