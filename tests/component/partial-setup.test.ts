import { expect } from "chai";
import type { KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited, MockCloud } from "./support/mock-cloud";
import { identityId, made, orders, subscription } from "./support/orders";
import { prose } from "./support/prose";

type Vault = NonNullable<KeyVaultWorkloadIdentityArgs["keyVaults"]>[string];

describe("a partial setup", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  const complete = [
    "FederatedIdentityCredential orders-credential-aks-prod",
    "RoleAssignment orders-grant-kv-shop-secrets-user",
    "SecretProviderClass orders-secret-provider-class-kv-shop",
    "ServiceAccount orders-service-account",
    "UserAssignedIdentity orders-identity",
  ];
  const without = (...types: string[]) =>
    complete.filter((child) => !types.includes(child.split(" ")[0] as string));
  const vault = (changes: Partial<Vault>): KeyVaultWorkloadIdentityArgs["keyVaults"] => ({
    "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} }, ...changes },
  });

  it("is complete where nothing is left out", async () => {
    await made("orders", orders());
    expect(cloud.children).to.deep.equal(complete);
  });

  const partial: [string, Partial<KeyVaultWorkloadIdentityArgs>, string[]][] = [
    ["clusters, without a credential", { clusters: undefined }, without("FederatedIdentityCredential")],
    [
      "grants, without a role assignment",
      { keyVaults: vault({ grants: "External" }) },
      without("RoleAssignment"),
    ],
    [
      "vaults, with identity, credential and service account",
      { keyVaults: undefined },
      without("RoleAssignment", "SecretProviderClass"),
    ],
    [
      "a mount, without a SecretProviderClass",
      { keyVaults: vault({ mount: false }) },
      without("SecretProviderClass"),
    ],
    [
      "a SecretProviderClass, which another owner applies",
      { keyVaults: vault({ secretProviderClass: { management: "External" } }) },
      without("SecretProviderClass"),
    ],
    [
      "a service account, which another owner creates",
      { serviceAccount: { management: "External" } },
      without("ServiceAccount"),
    ],
  ];
  for (const [what, changes, children] of partial) {
    it(`leaves out ${what}`, async () => {
      await made("orders", orders(changes));
      expect(cloud.children).to.deep.equal(children);
    });
  }

  it("creates nothing where other owners create everything, and still outputs all that pods need", async () => {
    const component = await made(
      "orders",
      orders({
        clusters: undefined,
        userAssignedIdentity: { id: identityId },
        serviceAccount: { management: "External" },
        keyVaults: vault({ grants: "External", secretProviderClass: { management: "External" } }),
      }),
    );
    expect(cloud.children).to.deep.equal([]);
    expect(await awaited(component.serviceAccountName)).to.equal("orders");
    expect(await awaited(component.volumes)).to.have.length(1);
    expect(Object.keys(await awaited(component.manifests))).to.deep.equal([
      "service-account.yaml",
      "secret-provider-class-kv-shop.yaml",
    ]);
    expect(prose(await awaited(component.trust))).to.include(
      'do in vault "kv-shop" what was granted elsewhere',
    );
  });

  it("has no volume, no manifest and no class name for a vault that is not mounted", async () => {
    const component = await made("orders", orders({ keyVaults: vault({ mount: false }) }));
    expect(await awaited(component.volumes)).to.deep.equal([]);
    expect(await awaited(component.volumeMounts)).to.deep.equal([]);
    expect(await awaited(component.env)).to.deep.equal([]);
    expect(await awaited(component.secretProviderClassNames)).to.deep.equal({});
    expect(Object.keys(await awaited(component.manifests))).to.deep.equal(["service-account.yaml"]);
    expect(prose(await awaited(component.trust))).to.include('Read from "kv-shop" by the workload itself');
  });

  it("reads a service account that is annotated, and adds only this component's annotations", async () => {
    const serviceAccount = {
      name: "existing",
      management: "Annotate",
      tokenExpirationSeconds: 7200,
    } as const;
    await made("orders", orders({ serviceAccount }));
    expect(cloud.of("ServiceAccount")).to.deep.equal([
      {
        type: "kubernetes:core/v1:ServiceAccount",
        name: "orders-service-account",
        inputs: {},
        id: "shop/existing",
      },
    ]);
    expect(cloud.of("ServiceAccountPatch").map(({ name, inputs }) => [name, inputs.metadata])).to.deep.equal([
      [
        "orders-service-account-patch",
        {
          name: "existing",
          namespace: "shop",
          annotations: {
            "azure.workload.identity/client-id": "00000000-0000-0000-0000-00000000c11e",
            "azure.workload.identity/tenant-id": "00000000-0000-0000-0000-00000000bbbb",
            "azure.workload.identity/service-account-token-expiration": "7200",
          },
        },
      ],
    ]);
    expect(cloud.dependencies["orders-service-account-patch"]).to.include("orders-service-account");
  });

  it("grants by one access policy only the kinds of objects that are used, to the object id", async () => {
    const objects = {
      "db-password": { objectVersionHistory: 2 },
      "tls.pem": { objectName: "web-tls" },
      "ca.pem": { objectName: "ca", objectType: "cert" },
    } as const;
    const keyVaults = {
      "kv-policy": { resourceGroupName: "shop", permissionModel: "AccessPolicy", objects },
    } as const;
    await made("orders", orders({ keyVaults }));
    expect(cloud.of("RoleAssignment")).to.deep.equal([]);
    expect(cloud.of("AccessPolicy").map(({ name, inputs }) => [name, inputs])).to.deep.equal([
      [
        "orders-policy-kv-policy",
        {
          resourceGroupName: "shop",
          vaultName: "kv-policy",
          policy: {
            tenantId: "00000000-0000-0000-0000-00000000bbbb",
            objectId: "00000000-0000-0000-0000-0000000b1ec7",
            permissions: { secrets: ["get", "list"], certificates: ["get"] },
          },
        },
      ],
    ]);
    expect(cloud.dependencies["orders-secret-provider-class-kv-policy"]).to.include(
      "orders-policy-kv-policy",
    );
  });

  it("grants in both ways where a vault moves from one permission model to the other", async () => {
    const keyVaults = {
      "kv-policy": { resourceGroupName: "shop", permissionModel: "Both", objects: { a: {} } },
    } as const;
    const component = await made("orders", orders({ keyVaults }));
    const grants = cloud.children.filter((child) => /^(RoleAssignment|AccessPolicy) /.test(child));
    expect(grants).to.deep.equal([
      "AccessPolicy orders-policy-kv-policy",
      "RoleAssignment orders-grant-kv-policy-secrets-user",
    ]);
    const trust = prose(await awaited(component.trust));
    expect(trust).to.include("(role Key Vault Secrets User on the vault)");
    expect(trust).to.include("(access policy: secrets get)");
    expect(trust).to.include(
      '\nOf the role assignments and the access policy on vault "kv-policy", its permission model decides which count.\n',
    );
  });

  it("has a grant, class, volume and folder of its own for each of several vaults", async () => {
    const component = await made(
      "orders",
      orders({
        keyVaults: {
          "kv-b": { resourceGroupName: "shop", objects: { b: {}, c: { objectType: "key" } } },
          "kv-a": { resourceGroupName: "shop", objects: { a: {} }, roleScope: "Object", mountPath: "/a" },
          sdk: {
            id: `${subscription}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-policy`,
            permissionModel: "AccessPolicy",
            objects: { d: {} },
            mount: false,
          },
        },
      }),
    );
    expect(cloud.children).to.deep.equal([
      "AccessPolicy orders-policy-sdk",
      "FederatedIdentityCredential orders-credential-aks-prod",
      "RoleAssignment orders-grant-kv-a-secret/a",
      "RoleAssignment orders-grant-kv-b-reader",
      "RoleAssignment orders-grant-kv-b-secrets-user",
      "SecretProviderClass orders-secret-provider-class-kv-a",
      "SecretProviderClass orders-secret-provider-class-kv-b",
      "ServiceAccount orders-service-account",
      "UserAssignedIdentity orders-identity",
    ]);
    expect((await awaited(component.volumes)).map(({ name }) => name)).to.deep.equal([
      "secrets-store-kv-a",
      "secrets-store-kv-b",
    ]);
    expect(await awaited(component.mountPaths)).to.deep.equal({
      "kv-a": "/a",
      "kv-b": "/mnt/secrets-store/kv-b",
    });
  });
});
