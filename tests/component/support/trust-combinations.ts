/** Every combination of what decides who can read what, by a name that a reader finds again. */

import * as pulumi from "@pulumi/pulumi";
import type { KeyVault, KeyVaultWorkloadIdentityArgs } from "../../../src";
import { clusterId, existingApplication, identityId, owners, vaultElsewhere } from "./trust-world";

type Args = KeyVaultWorkloadIdentityArgs;
type Named<T> = Record<string, T>;

const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
const ownCluster = { "aks-prod": { resourceGroupName: "platform" } };

const objects: Named<KeyVault["objects"]> = {
  secret: { "db-password": {}, "tls.pem": { objectName: "web-tls" } },
  key: { sign: { objectType: "key" } },
  certificate: { "ca.pem": { objectName: "ca", objectType: "cert" } },
  "every-type": {
    "db-password": {},
    sign: { objectType: "key" },
    "ca.pem": { objectName: "ca", objectType: "cert" },
  },
};

const access: Named<Partial<KeyVault>> = {
  "role-on-vault": {},
  "role-on-objects": { roleScope: "Object" },
  "access-policy": { permissionModel: "AccessPolicy", name: "kv-policies" },
  "granted-elsewhere": { grants: "External" },
};

const reach = ([file = ""]: string[]): Named<Partial<KeyVault>> => ({
  mounted: {},
  "mounted-and-copied": {
    syncedSecrets: { "orders-copy": { data: { [file]: file, again: file } } },
    env: { VALUE: file },
  },
  "class-applied-elsewhere": { secretProviderClass: { management: "External" } },
  "class-applied-elsewhere-and-copied": {
    secretProviderClass: { management: "External" },
    env: { VALUE: file },
  },
  "not-mounted": { mount: false },
});

const clusters: Named<Args["clusters"]> = {
  "one-cluster": ownCluster,
  "no-cluster": undefined,
  "two-clusters": { ...ownCluster, blue: { resourceGroupName: "platform", name: "aks-dev" } },
  "three-clusters": {
    ...ownCluster,
    blue: { id: clusterId("platform", "aks-dev") },
    eks: { oidcIssuerUrl: "https://oidc.example/id/1" },
  },
  "cluster-of-that-name-in-another-group": { "aks-prod": { resourceGroupName: "sandbox" } },
  "issuer-not-known": { eks: { oidcIssuerUrl: unknown } },
  "cluster-not-known": { "aks-prod": { id: unknown } },
};

const identities: Named<Pick<Args, "userAssignedIdentity" | "application">> = {
  "new-identity": { userAssignedIdentity: { resourceGroupName: "shop" } },
  "existing-identity": { userAssignedIdentity: { id: identityId("shop", "id-shop") } },
  "identity-of-that-name-in-another-group": {
    userAssignedIdentity: { id: identityId("platform", "id-shop") },
  },
  "identity-not-known": { userAssignedIdentity: { id: unknown } },
  "new-application": { application: { displayName: "Orders" } },
  "new-application-with-owners": { application: { displayName: "Orders", owners } },
  "new-application-with-owners-not-known": { application: { displayName: "Orders", owners: [unknown] } },
  "existing-application": { application: { clientId: existingApplication } },
};

const accounts: Named<Pick<Args, "serviceAccount" | "namespace">> = {
  "account-annotated": { namespace: "pay", serviceAccount: { name: "legacy", management: "Annotate" } },
  "account-made-elsewhere": { namespace: "shop", serviceAccount: { name: "theirs", management: "External" } },
  "account-not-known": { namespace: unknown, serviceAccount: { name: unknown } },
};

const vaults: Named<Args["keyVaults"]> = {
  "no-vault": undefined,
  "vault-of-another-subscription": { far: { id: vaultElsewhere, objects: { db: {} } } },
  "vault-not-known": { "kv-roles": { id: unknown, objects: { db: {} } } },
  "two-vaults": {
    a: { resourceGroupName: "shop", name: "kv-roles", objects: { db: {} } },
    b: {
      resourceGroupName: "shop",
      name: "kv-other",
      roleScope: "Object",
      objects: { db: {} },
      mount: false,
    },
  },
  "one-object-in-two-files": {
    "kv-roles": {
      resourceGroupName: "shop",
      roleScope: "Object",
      objects: { a: { objectName: "db" }, "b c": { objectName: "DB" } },
    },
  },
};

const histories = { "one-version": 1, "history-of-2": 2, "history-of-5": 5 };

/** With one cluster, a new identity and the default account, where they are not what differs. */
function orders(changes: Partial<Args>): Args {
  const keyVaults = { "kv-roles": { resourceGroupName: "shop", objects: { "db-password": {} } } };
  return { namespace: "shop", clusters: ownCluster, ...identities["new-identity"], keyVaults, ...changes };
}

export const combinations: Named<Args> = Object.fromEntries([
  ...each(access, (accessName, how) =>
    each(objects, (kind, files) =>
      each(reach(Object.keys(files)), (reachName, way) => [
        [
          `${accessName}.${kind}.${reachName}`,
          orders({
            keyVaults: { "kv-roles": { resourceGroupName: "shop", objects: files, ...how, ...way } },
          }),
        ],
      ]),
    ),
  ),
  ...each(histories, (name, objectVersionHistory) =>
    each(access, (accessName, how) => {
      const files = {
        db: { objectVersionHistory },
        sign: { objectType: "key" as const, objectVersionHistory },
      };
      const keyVaults = { "kv-roles": { resourceGroupName: "shop", objects: files, ...how } };
      return [[`${accessName}.${name}`, orders({ keyVaults })]];
    }),
  ),
  ...each(identities, (name, who) =>
    each(clusters, (clusterName, where) => [
      [`${name}.${clusterName}`, orders({ userAssignedIdentity: undefined, ...who, clusters: where })],
    ]),
  ),
  ...each(accounts, (name, account) => [[name, orders(account)]]),
  ...each(vaults, (name, keyVaults) => [[name, orders({ keyVaults })]]),
  ["another-cloud", orders({ cloud: "AzureChinaCloud" })],
]);

function each<T>(named: Named<T>, some: (name: string, value: T) => [string, Args][]): [string, Args][] {
  return Object.entries(named).flatMap(([name, value]) => some(name, value));
}
