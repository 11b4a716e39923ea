import { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster";
import { Vault } from "@pulumi/azure-native/keyvault/vault";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { Provider } from "@pulumi/azure-native/provider";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { Application } from "@pulumi/azuread/application";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { takeOverIssues } from "../../src/pulumi/barrier";
import { pendingCalls } from "../../src/pulumi/private-api";
import { formatIssue } from "../../src/rules/issue";
import { MockCloud } from "./support/mock-cloud";
import { identityId, orders } from "./support/orders";
import { prose } from "./support/prose";

type Args = Partial<KeyVaultWorkloadIdentityArgs>;

const clusters = (prefix: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${prefix}${index}`,
      { oidcIssuerUrl: `https://issuer.example.com/${prefix}${index}` },
    ]),
  );
const account = (name: string) => ({ serviceAccount: { name } });
const noVaults = { keyVaults: undefined };
const vault = { resourceGroupName: "shop", objects: { a: {} } };

const create = (name: string, changes: Args) =>
  new KeyVaultWorkloadIdentity(name, orders({ ...account(name), ...changes }));

async function issuesOf(...components: KeyVaultWorkloadIdentity[]): Promise<string[]> {
  const issues = await Promise.all(components.map(takeOverIssues));
  return issues.flat().map(formatIssue);
}

/** Two components that add a credential of the same service account to one identity. */
function federatedTwice(one: Args["clusters"]): KeyVaultWorkloadIdentity[] {
  const first = create("orders", { clusters: one, ...noVaults });
  const second = create("billing", {
    clusters: one,
    serviceAccount: { name: "orders", management: "External" },
    userAssignedIdentity: { id: first.identityId },
    ...noVaults,
  });
  return [first, second];
}

const grantedTwice =
  'keyVaults["kv-shop"].grants: component "orders" (keyVaults["kv-shop"]) grants the same identity the same permissions on this vault. They are granted once: set grants to "External" here.';

for (const preview of [true, false]) {
  describe(`in ${preview ? "a first preview" : "an update"}, a component that uses the identity of another one`, () => {
    let cloud: MockCloud;
    beforeEach(async () => {
      cloud = new MockCloud();
      await cloud.enter(preview);
    });

    it("is stopped where both grant access to the same vault, and the message names the other component", async () => {
      const first = create("orders", {});
      const second = create("billing", { userAssignedIdentity: { id: first.identityId } });
      expect(await issuesOf(first, second)).to.deep.equal([grantedTwice]);
    });

    it("is accepted where it leaves the grants to the other component", async () => {
      const first = create("orders", {});
      const keyVaults = { "kv-shop": { ...vault, grants: "External" as const } };
      const second = create("billing", { userAssignedIdentity: { id: first.identityId }, keyVaults });
      expect(await issuesOf(first, second)).to.deep.equal([]);
    });

    it("is stopped where their clusters together are more than an identity takes", async () => {
      const first = create("orders", { clusters: clusters("a", 12), ...noVaults });
      const second = create("billing", {
        clusters: clusters("b", 12),
        userAssignedIdentity: { id: first.identityId },
        ...noVaults,
      });
      expect(await issuesOf(first, second)).to.deep.equal([
        'clusters: an identity takes at most 20 credentials, and the components of this program put 24 ("orders": 12, "billing": 12) on this one. Give some of the workloads an identity of their own, or remove clusters that are no longer used.',
      ]);
    });

    it("is stopped where both federate the same service account of one cluster", async () => {
      expect(await issuesOf(...federatedTwice(clusters("a", 1)))).to.deep.equal([
        'clusters.a0: component "orders" (clusters.a0) adds a credential with this issuer and subject to the same identity. One credential serves both: remove the cluster from one of the two.',
      ]);
    });

    it("is stopped where it has the id of the other one's identity as a text", async () => {
      const first = create("orders", {
        userAssignedIdentity: { resourceGroupName: "shop", name: "id-shop" },
      });
      const second = create("billing", {
        userAssignedIdentity: { id: identityId.replace("id-shop", "ID-Shop") },
      });
      const found = await issuesOf(first, second);
      expect(found.map((text) => text.replace('"billing"', '"orders"'))).to.deep.equal([grantedTwice]);
    });

    it("is stopped where both create the identity, and not where their subscriptions differ", async () => {
      const named = (name: string) => ({ userAssignedIdentity: { resourceGroupName: "shop", name } });
      const first = create("orders", named("id-shop"));
      const second = create("billing", named("ID-shop"));
      const elsewhere = { providers: [new Provider("elsewhere", { subscriptionId: "other" })] };
      const third = new KeyVaultWorkloadIdentity(
        "returns",
        orders({ ...account("returns"), ...named("id-shop"), ...noVaults }),
        elsewhere,
      );
      expect(await issuesOf(first, second, third)).to.deep.equal([
        'userAssignedIdentity.name: component "orders" (userAssignedIdentity.name) creates identity "ID-shop" in the same resource group too. Set another name; or use that one, by its output identityId: userAssignedIdentity: { id: … }.',
      ]);
    });

    it("is stopped where both use the program's own identity and grant access to the same vault", async () => {
      const { id } = new UserAssignedIdentity("shared", { resourceGroupName: "shop" });
      const components = ["orders", "billing"].map((name) => create(name, { userAssignedIdentity: { id } }));
      expect(await issuesOf(...components)).to.deep.equal([grantedTwice]);
    });

    it("is stopped where both use the program's own application and grant access to the same vault", async () => {
      const { clientId } = new Application("shared", { displayName: "Shared" });
      const components = ["orders", "billing"].map((name) =>
        create(name, { userAssignedIdentity: undefined, application: { clientId } }),
      );
      expect(await issuesOf(...components)).to.deep.equal([grantedTwice]);
    });

    // In an update their outputs are known, as a text is.
    if (preview) {
      it("is stopped where both federate one service account of a cluster that the program creates", async () => {
        const aks = new ManagedCluster("aks", { resourceGroupName: "platform" });
        const one = {
          aks: { oidcIssuerUrl: aks.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "") },
        };
        const [only = "", ...others] = await issuesOf(...federatedTwice(one));
        expect(only).to.contain(
          'component "orders" (clusters.aks) adds a credential with this issuer and subject',
        );
        expect(others).to.deep.equal([]);
      });

      it("is stopped where both create the identity in a resource group that the program creates", async () => {
        const { name: resourceGroupName } = new ResourceGroup("shop");
        const userAssignedIdentity = { resourceGroupName, name: "id-shop" };
        const components = ["orders", "billing"].map((name) => create(name, { userAssignedIdentity }));
        const [only = "", ...others] = await issuesOf(...components);
        expect(only).to.contain('component "orders" (userAssignedIdentity.name) creates identity "id-shop"');
        expect(others).to.deep.equal([]);
      });
    }

    it("is stopped where both grant access to a vault that the program creates", async () => {
      const properties = { tenantId: "t", sku: { family: "A", name: "standard" } } as const;
      const created = new Vault("kv", { resourceGroupName: "shop", properties });
      cloud.answers["azure-native:keyvault:getVault"] = () => new Error('Status=404 Code="ResourceNotFound"');
      const keyVaults = { kv: { id: created.id, objects: { a: {} } } };
      const first = create("orders", { keyVaults });
      const second = create("billing", { keyVaults, userAssignedIdentity: { id: first.identityId } });
      const [found = ""] = preview ? await issuesOf(first, second) : [grantedTwice];
      expect(found).to.contain("grants the same identity the same permissions");
    });

    it("says in its access summary which component creates the identity, not that it existed before", async () => {
      const first = create("orders", {});
      const second = create("billing", { userAssignedIdentity: { id: first.identityId }, ...noVaults });
      const summary = prose(await (second.trust as unknown as { promise(): Promise<object> }).promise());
      expect(summary).to.contain('The identity is created by component "orders": its other permissions stay');
      if (preview) expect(summary).to.contain('acts as the identity that component "orders" creates');
      expect(summary).not.to.contain("existed before");
    });
  });
}

describe("two entries of one component for the same vault", () => {
  let cloud: MockCloud;
  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(true);
  });

  const two = (one: object, other: object, more: object = {}): Args => ({
    keyVaults: {
      one: {
        resourceGroupName: "shop",
        name: "kv-shop",
        mountPath: "/one",
        objects: { a: {} },
        ...more,
        ...one,
      },
      two: {
        resourceGroupName: "Shop",
        name: "KV-shop",
        mountPath: "/two",
        objects: { b: {} },
        ...more,
        ...other,
      },
    },
  });
  const grantsOf = () => cloud.registered.filter(({ type }) => /RoleAssignment|AccessPolicy/.test(type));

  it("share the role assignments that both need, and each gets the others", async () => {
    const component = create("orders", two({}, { objects: { b: {}, k: { objectType: "key" } } }));
    expect(await issuesOf(component)).to.deep.equal([]);
    await pendingCalls();
    expect(grantsOf().map(({ name }) => name)).to.have.members([
      "orders-grant-one-secrets-user",
      "orders-grant-two-reader",
    ]);
  });

  it("share one access policy with the permissions of both", async () => {
    cloud.answers["azure-native:keyvault:getVault"] = () => ({
      properties: { enableRbacAuthorization: false, tenantId: "00000000-0000-0000-0000-00000000bbbb" },
    });
    const policy = { permissionModel: "AccessPolicy" };
    const component = create("orders", two({}, { objects: { k: { objectType: "key" } } }, policy));
    expect(await issuesOf(component)).to.deep.equal([]);
    await pendingCalls();
    const [only, ...others] = grantsOf();
    expect(others).to.deep.equal([]);
    expect(only?.inputs.policy)
      .to.have.property("permissions")
      .that.deep.equals({ secrets: ["get"], keys: ["get"] });
  });
});
