/** The table of the component's children: name, type and when there is one. */

import { childName } from "../src/model/names";
import { table } from "./markdown";

const component = "<component>";
const cluster = "<cluster>";
const vault = "<vault>";

interface Child {
  /** One of a few in the case of credentials, which a managed identity and an application have alike. */
  readonly types: readonly string[];
  readonly when: string;
}

const children: Readonly<Record<keyof typeof childName, Child>> = {
  identity: {
    types: ["azure-native:managedidentity:UserAssignedIdentity"],
    when: "`userAssignedIdentity` without `id`",
  },
  application: { types: ["azuread:index/application:Application"], when: "`application.displayName`" },
  servicePrincipal: {
    types: ["azuread:index/servicePrincipal:ServicePrincipal"],
    when: "`application.displayName`",
  },
  credential: {
    types: [
      "azure-native:managedidentity:FederatedIdentityCredential",
      "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
    ],
    when: "each entry of `clusters`; the second type with `application`",
  },
  grant: {
    types: ["azure-native:authorization:RoleAssignment"],
    when: "each role of a vault (`secrets-user`, `reader`), or with `roleScope: Object` each object (`secret/<object>`, `key/<object>`, `cert/<object>`)",
  },
  policy: {
    types: ["azure-native:keyvault:AccessPolicy"],
    when: "each vault with `permissionModel` `AccessPolicy` or `Both`",
  },
  roleAssignment: {
    types: ["azure-native:authorization:RoleAssignment"],
    when: "each entry of `roleAssignments`",
  },
  serviceAccount: {
    types: ["kubernetes:core/v1:ServiceAccount"],
    when: "`serviceAccount.management` `Create`; read only with `Annotate`",
  },
  serviceAccountPatch: {
    types: ["kubernetes:core/v1:ServiceAccountPatch"],
    when: "`serviceAccount.management` `Annotate`",
  },
  secretProviderClass: {
    types: ["kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass"],
    when: "each vault, unless `mount: false` or `secretProviderClass.management` `External`",
  },
  pod: { types: ["kubernetes:core/v1:Pod"], when: "`pod`" },
};

const names: Readonly<Record<keyof typeof childName, string>> = {
  identity: childName.identity(component),
  credential: childName.credential(component, cluster),
  grant: childName.grant(component, vault, "<role>"),
  policy: childName.policy(component, vault),
  roleAssignment: childName.roleAssignment(component, "<key>"),
  application: childName.application(component),
  servicePrincipal: childName.servicePrincipal(component),
  serviceAccount: childName.serviceAccount(component),
  serviceAccountPatch: childName.serviceAccountPatch(component),
  pod: childName.pod(component),
  secretProviderClass: childName.secretProviderClass(component, vault),
};

export function childTable(): string {
  const rows = Object.entries(children).map(([kind, { types, when }]) => [
    `\`${names[kind as keyof typeof childName]}\``,
    types.map((type) => `\`${type}\``).join(", "),
    when,
  ]);
  return table(["Name", "Type", "Exists with"], rows);
}
