/** What decides who can read what, each pair of it together in a case, by a name that a reader finds again. */

import * as pulumi from "@pulumi/pulumi";
import type { KeyVault, KeyVaultWorkloadIdentityArgs } from "../../../src";
import { clusterId, existingApplication, identityId, owners, vaultElsewhere } from "./access-summary-world";
import { pairwise, type Row } from "./pairwise";

type Args = KeyVaultWorkloadIdentityArgs;
type Named<T> = Readonly<Record<string, T>>;

const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
const ownCluster = { "aks-prod": { resourceGroupName: "platform" } };

const identities: Named<Pick<Args, "userAssignedIdentity" | "application">> = {
  "new-identity": { userAssignedIdentity: { resourceGroupName: "shop" } },
  "existing-identity": { userAssignedIdentity: { id: identityId("shop", "id-shop") } },
  "identity-not-known": { userAssignedIdentity: { id: unknown } },
  "new-application": { application: { displayName: "Orders", owners } },
  "application-with-unknown-owners": { application: { displayName: "Orders", owners: [unknown] } },
  "existing-application": { application: { clientId: existingApplication } },
};

const clusters: Named<Args["clusters"]> = {
  "one-cluster": ownCluster,
  "no-cluster": undefined,
  "two-clusters": { ...ownCluster, blue: { resourceGroupName: "platform", name: "aks-dev" } },
  "three-clusters": {
    ...ownCluster,
    blue: { id: clusterId("platform", "aks-dev") },
    eks: { oidcIssuerUrl: "https://oidc.example/id/1" },
  },
  "clusters-not-known": { "aks-prod": { id: unknown }, eks: { oidcIssuerUrl: unknown } },
};

const delivery: Named<(file: string) => Partial<KeyVault>> = {
  mounted: () => ({}),
  "mounted-and-copied": (file) => ({
    syncedSecrets: { "orders-copy": { data: { db: file, again: file } } },
    env: { VALUE: file },
  }),
  "class-applied-elsewhere": () => ({ secretProviderClass: { management: "External" } }),
  "class-applied-elsewhere-and-copied": (file) => ({
    secretProviderClass: { management: "External" },
    env: { VALUE: file },
  }),
  "not-mounted": () => ({ mount: false }),
};

const objects: Named<KeyVault["objects"]> = {
  secrets: { "db-password": {}, "tls.pem": { objectName: "web-tls" } },
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
  "roles-on-objects": { roleScope: "Object" },
  "access-policy": { permissionModel: "AccessPolicy", name: "kv-policies" },
  "granted-elsewhere": { grants: "External" },
};

const accounts: Named<Partial<Pick<Args, "serviceAccount" | "namespace">>> = {
  created: {},
  annotated: { namespace: "pay", serviceAccount: { name: "legacy", management: "Annotate" } },
  "created-elsewhere": { serviceAccount: { name: "theirs", management: "External" } },
  "not-known": { namespace: unknown, serviceAccount: { name: unknown } },
};

const vaults: Named<{ readonly place?: Partial<KeyVault>; readonly more?: Args["keyVaults"] }> = {
  known: {},
  "not-known": { place: { resourceGroupName: undefined, name: undefined, id: unknown } },
  two: {
    more: {
      other: {
        resourceGroupName: "shop",
        name: "kv-other",
        roleScope: "Object",
        objects: { db: {} },
        mount: false,
      },
    },
  },
};

const histories: Named<number | undefined> = { "one-version": undefined, "five-versions": 5 };

const tables = { identities, clusters, delivery, objects, access, accounts, vaults, histories };

export const dimensions = Object.fromEntries(
  Object.entries(tables).map(([name, table]) => [name, Object.keys(table)]),
);

export const rows: readonly Row[] = pairwise(dimensions);

function argsOf(row: Row): Args {
  const pick = <T>(table: Named<T>, name: keyof typeof tables) => table[row[name] as string] as T;
  const objectVersionHistory = pick(histories, "histories");
  const files: KeyVault["objects"] = Object.fromEntries(
    Object.entries(pick(objects, "objects")).map(([file, object]) => [
      file,
      { ...object, ...(objectVersionHistory && { objectVersionHistory }) },
    ]),
  );
  const [file = ""] = Object.keys(files);
  const { place, more } = pick(vaults, "vaults");
  const vault: KeyVault = {
    resourceGroupName: "shop",
    objects: files,
    ...pick(access, "access"),
    ...pick(delivery, "delivery")(objectVersionHistory ? `${file}/0` : file),
    ...place,
  };
  return {
    namespace: "shop",
    clusters: pick(clusters, "clusters"),
    ...pick(identities, "identities"),
    ...pick(accounts, "accounts"),
    keyVaults: { "kv-roles": vault, ...more },
  };
}

const inVaults = (keyVaults: Args["keyVaults"]): Args => ({
  namespace: "shop",
  clusters: ownCluster,
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults,
});

/** What is no value of a dimension: it excludes values of others. */
const others: Named<Args> = {
  "no-vault": inVaults(undefined),
  "vault-of-another-subscription": inVaults({ far: { id: vaultElsewhere, objects: { db: {} } } }),
  "one-object-in-two-files": inVaults({
    "kv-roles": {
      resourceGroupName: "shop",
      roleScope: "Object",
      objects: { a: { objectName: "db" }, "b c": { objectName: "DB" } },
    },
  }),
};

/** `new-identity.no-cluster`, and of those with the same beginning `new-identity.no-cluster.2` */
function nameOf(row: Row, index: number): string {
  const begins = ({ identities: who, clusters: where }: Row) => `${who}.${where}`;
  const before = rows.slice(0, index).filter((other) => begins(other) === begins(row)).length;
  return before === 0 ? begins(row) : `${begins(row)}.${before + 1}`;
}

export interface SummaryCase {
  readonly args: Args;
  /** What was given, for those who read the file. */
  readonly given: string;
}

export const summaryCases: Named<SummaryCase> = Object.fromEntries([
  ...rows.map((row, index): [string, SummaryCase] => [
    nameOf(row, index),
    {
      args: argsOf(row),
      given: Object.keys(tables)
        .map((name) => row[name])
        .join(", "),
    },
  ]),
  ...Object.entries(others).map(([name, args]): [string, SummaryCase] => [name, { args, given: name }]),
]);
