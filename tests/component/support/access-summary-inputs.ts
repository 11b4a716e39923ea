/** Inputs that differ in everything that decides who can read what, and in some that do not. */

import fc from "fast-check";
import type { KeyVault, KeyVaultObject, KeyVaultWorkloadIdentityArgs, SyncedSecret } from "../../../src";
import * as object from "../../../src/rules/key-vault-objects";
import * as near from "../../provider/near-values";
import {
  clusterId,
  existingApplication,
  identityId,
  owners,
  registryElsewhere,
  storageId,
  vaultElsewhere,
} from "./access-summary-world";

type Args = KeyVaultWorkloadIdentityArgs;

const { maybe } = near;

const clusters: fc.Arbitrary<Args["clusters"]> = fc
  .subarray([
    ["aks-prod", { resourceGroupName: "platform" }],
    ["sandbox", { resourceGroupName: "sandbox", name: "aks-prod" }],
    ["aks-dev", { id: clusterId("platform", "aks-dev") }],
    ["eks", { oidcIssuerUrl: "https://oidc.example/id/1" }],
  ] as const)
  .map((some) => (some.length === 0 ? undefined : Object.fromEntries(some)));

const identity: fc.Arbitrary<Pick<Args, "userAssignedIdentity" | "application">> = fc.constantFrom(
  { userAssignedIdentity: { resourceGroupName: "shop" } },
  { userAssignedIdentity: { resourceGroupName: "shop", name: "id-orders", tags: { team: "shop" } } },
  { userAssignedIdentity: { id: identityId("shop", "id-shop") } },
  { userAssignedIdentity: { id: identityId("platform", "id-shop") } },
  { application: { displayName: 'The "Orders"' } },
  { application: { displayName: "Orders", owners } },
  { application: { clientId: existingApplication } },
);

const serviceAccount: fc.Arbitrary<Args["serviceAccount"]> = fc.constantFrom(
  undefined,
  { name: "api", labels: { team: "shop" }, tokenExpirationSeconds: 7200 },
  { name: "legacy", management: "Annotate" },
  { name: "theirs", management: "External" },
);

const oneObject: fc.Arbitrary<[string, KeyVaultObject]> = fc
  .tuple(
    near.fileName.filter((file) => object.fileName.accepts(file)),
    fc.constantFrom("db", "DB", "web-tls", "sign", "token"),
    fc.record({
      objectType: maybe(fc.constantFrom("secret" as const, "key" as const, "cert" as const)),
      objectVersionHistory: maybe(fc.constantFrom(0, 1, 2, 5)),
      filePermission: maybe(fc.constant("0400")),
    }),
    fc.boolean(),
  )
  .map(([file, objectName, fields, named]) => [
    file,
    // Left out, the name of the object is that of the file, where it can be.
    named && object.objectName.accepts(file) ? fields : { ...fields, objectName },
  ]);

const objects = fc
  .uniqueArray(oneObject, { minLength: 1, maxLength: 4, selector: ([file]) => file })
  .map((entries) => Object.fromEntries(entries));

/** Which file each key of a Secret gets; what cannot be, the last one. */
const picks = fc.dictionary(fc.constantFrom("password", "user.name", "A-b_c"), fc.nat({ max: 3 }), {
  minKeys: 1,
});

function filled(picked: Record<string, number>, files: KeyVault["objects"]): Record<string, string> {
  const names = Object.entries(files).map(([file, { objectVersionHistory = 0 }]) =>
    objectVersionHistory > 1 ? `${file}/0` : file,
  );
  return Object.fromEntries(
    Object.entries(picked).map(([key, which]) => [key, names[which % names.length] as string]),
  );
}

const vault: fc.Arbitrary<KeyVault> = fc
  .record({
    where: fc.constantFrom(
      { resourceGroupName: "shop", name: "kv-roles" },
      { resourceGroupName: "shop", name: "kv-other" },
      { resourceGroupName: "shop", name: "kv-policies", permissionModel: "AccessPolicy" as const },
      { resourceGroupName: "shop", name: "kv-both", permissionModel: "Both" as const },
      { id: vaultElsewhere },
    ),
    objects,
    grants: maybe(fc.constant("External" as const)),
    roleScope: maybe(fc.constantFrom("Vault" as const, "Object" as const)),
    mount: maybe(fc.constant(false)),
    providerClass: maybe(fc.constant("External" as const)),
    secret: maybe(picks),
    env: maybe(picks),
  })
  .map(({ where, objects: files, grants, roleScope, mount, providerClass, secret, env }) => {
    const mounts = mount === undefined;
    const isPolicy = "permissionModel" in where && where.permissionModel === "AccessPolicy";
    const grantsRoles = grants === undefined && !isPolicy;
    const synced: SyncedSecret | undefined = secret && { data: filled(secret, files) };
    return {
      ...where,
      objects: files,
      ...(grants && { grants }),
      ...(grantsRoles && roleScope && { roleScope }),
      ...(!mounts && { mount }),
      ...(mounts && providerClass && { secretProviderClass: { management: providerClass } }),
      ...(mounts && synced && { syncedSecrets: { copy: synced } }),
      ...(mounts && env && { env: variables(filled(env, files)) }),
    };
  });

const variableOf: Record<string, string> = { password: "PASSWORD", "user.name": "USER_NAME", "A-b_c": "ABC" };

function variables(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, file]) => [variableOf[key] as string, file]));
}

/** Each vault once, and each Secret and variable in one of them only. */
const keyVaults: fc.Arbitrary<Args["keyVaults"]> = fc
  .uniqueArray(vault, { maxLength: 3, selector: ({ name, id }) => name ?? id })
  .map((vaults) => {
    const entries = vaults.map(({ syncedSecrets, env, ...rest }, index): [string, KeyVault] => [
      `v${index}`,
      index === 0 ? { ...rest, ...(syncedSecrets && { syncedSecrets }), ...(env && { env }) } : rest,
    ]);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  });

const roleAssignments: fc.Arbitrary<Args["roleAssignments"]> = fc
  .subarray([
    ["blobs", { scope: storageId, role: "Storage Blob Data Contributor" }],
    [
      "queue",
      { scope: `${storageId}/queueServices/default/queues/orders`, role: "Storage Queue Data Reader" },
    ],
    ["images", { scope: registryElsewhere, role: "AcrPull" }],
  ] as const)
  .map((some) => (some.length === 0 ? undefined : Object.fromEntries(some)));

export const summaryInput: fc.Arbitrary<Args> = fc
  .record({
    namespace: fc.constantFrom("shop", "pay"),
    clusters,
    identity,
    serviceAccount,
    keyVaults,
    roleAssignments,
    podLabels: maybe(fc.constant({ app: "orders" })),
    cloud: maybe(fc.constantFrom("AzurePublicCloud" as const, "AzureChinaCloud" as const)),
  })
  .map(({ identity: one, ...rest }) => {
    const given = Object.entries({ ...rest, ...one }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as unknown as Args;
  });
