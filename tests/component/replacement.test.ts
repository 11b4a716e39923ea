import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited, MockCloud } from "./support/mock-cloud";
import { made, orders } from "./support/orders";

describe("a replacement", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  it("of a managed identity, its credential and its role is created before the old one is deleted", async () => {
    await made("orders", orders());
    expect(cloud.createdFirst.sort()).to.deep.equal([
      "orders-credential-aks-prod",
      "orders-grant-kv-shop-secrets-user",
      "orders-identity",
    ]);
  });

  it("of an application's credential and of an access policy is created before the old one is deleted", async () => {
    cloud.answers["azure-native:keyvault:getVault"] = () => ({
      properties: { enableRbacAuthorization: false, tenantId: "00000000-0000-0000-0000-00000000bbbb" },
    });
    const keyVaults: KeyVaultWorkloadIdentityArgs["keyVaults"] = {
      "kv-shop": {
        resourceGroupName: "shop",
        permissionModel: "AccessPolicy",
        objects: { "db-password": {} },
      },
    };
    const application = { displayName: "orders" };
    await made("orders", orders({ userAssignedIdentity: undefined, application, keyVaults }));
    expect(cloud.createdFirst.sort()).to.deep.equal(["orders-credential-aks-prod", "orders-policy-kv-shop"]);
  });
});

describe("a credential keeps the name that a renamed stack or project would change", () => {
  for (const [name, kind] of [
    ["federatedIdentityCredentialResourceName", {}],
    ["displayName", { userAssignedIdentity: undefined, application: { displayName: "orders" } }],
  ] as const) {
    it(name, async () => {
      const cloud = new MockCloud();
      await cloud.enter(false);
      await made("orders", orders(kind));
      expect(cloud.ignored["orders-credential-aks-prod"]).to.deep.equal([name]);
    });
  }
});

describe("a resource that uses the output identityId", () => {
  it("is created after the credentials", async () => {
    const cloud = new MockCloud();
    await cloud.enter(false);
    const component = await made("orders", orders());
    class Other extends pulumi.CustomResource {}
    const other = new Other("test:index:Other", "other", { identityId: component.identityId });
    await awaited(other.urn);
    expect(cloud.dependencies.other).to.include("orders-credential-aks-prod");
  });
});
