import { expect } from "chai";
import {
  childName,
  childUrn,
  credentialName,
  defaultName,
  describeCreator,
  kebabCase,
  parentTypes,
  roleAssignmentName,
  volumeName,
} from "../../src/model/names";

const scope = "/subscriptions/S/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop";
const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
const principal = "9d0f6a2f-1111-2222-3333-444455556666";

describe("the names", () => {
  it("of children consist of the component, the kind and the key", () => {
    expect({
      identity: childName.identity("orders"),
      credential: childName.credential("orders", "aks-prod"),
      grant: childName.grant("orders", "kv-shop", "secrets-user"),
      policy: childName.policy("orders", "kv-shop"),
      roleAssignment: childName.roleAssignment("orders", "storage"),
      application: childName.application("orders"),
      servicePrincipal: childName.servicePrincipal("orders"),
      serviceAccount: childName.serviceAccount("orders"),
      serviceAccountPatch: childName.serviceAccountPatch("orders"),
      pod: childName.pod("orders"),
      secretProviderClass: childName.secretProviderClass("orders", "kv-shop"),
    } satisfies Record<keyof typeof childName, string>).to.deep.equal({
      identity: "orders-identity",
      credential: "orders-credential-aks-prod",
      grant: "orders-grant-kv-shop-secrets-user",
      policy: "orders-policy-kv-shop",
      roleAssignment: "orders-role-storage",
      application: "orders-application",
      servicePrincipal: "orders-service-principal",
      serviceAccount: "orders-service-account",
      serviceAccountPatch: "orders-service-account-patch",
      pod: "orders-pod",
      secretProviderClass: "orders-secret-provider-class-kv-shop",
    });
  });

  it("of credentials consist of component, cluster and a short hash of project and stack", () => {
    expect(credentialName("orders", "aks-prod", "shop", "dev")).to.equal("orders-aks-prod-300d296e");
  });

  it("of credentials differ between two stacks that share an identity", () => {
    const names = [
      credentialName("orders", "aks", "shop", "dev"),
      credentialName("orders", "aks", "shop", "prod"),
      credentialName("orders", "aks", "shop2", "dev"),
    ];
    expect(new Set(names).size).to.equal(3);
  });

  it("of credentials differ below another parent, and are the old ones below none", () => {
    const below = (parents?: string) => credentialName("orders", "aks", "shop", "dev", parents);
    expect(new Set([below(), below("shop:index:Team"), below("shop:index:Group")]).size).to.equal(3);
    expect(below("")).to.equal(below());
  });

  it("of role assignments are version 5 UUIDs that never change", () => {
    expect(roleAssignmentName(scope, secretsUser, principal)).to.equal(
      "ef580573-1f56-5f1a-a11c-05f834d2323b",
    );
  });

  it("of role assignments do not depend on letter case", () => {
    expect(
      roleAssignmentName(scope.toUpperCase(), secretsUser.toUpperCase(), principal.toUpperCase()),
    ).to.equal(roleAssignmentName(scope, secretsUser, principal));
  });

  it("of role assignments change with scope, role and principal", () => {
    const names = [
      roleAssignmentName(scope, secretsUser, principal),
      roleAssignmentName(`${scope}2`, secretsUser, principal),
      roleAssignmentName(scope, "21090545-7ca7-4776-b22c-e363652d74d2", principal),
      roleAssignmentName(scope, secretsUser, "00000000-0000-0000-0000-000000000000"),
    ];
    expect(new Set(names).size).to.equal(4);
  });

  it("in Kubernetes default to the component's name and the vault's key", () => {
    expect(defaultName.secretProviderClass("orders", "kv-shop")).to.equal("orders-kv-shop");
    expect(defaultName.envSecret("orders", "kv-shop")).to.equal("orders-kv-shop-env");
    expect(defaultName.mountPath("kv-shop")).to.equal("/mnt/secrets-store/kv-shop");
    expect(volumeName("kv-shop")).to.equal("secrets-store-kv-shop");
  });

  for (const [name, expected] of Object.entries({
    ordersApi: "orders-api",
    OrdersApi: "orders-api",
    orders2Api: "orders2-api",
    ordersAPIServer: "orders-api-server",
    ordersAPI: "orders-api",
    "orders-Api": "orders-api",
    "orders-AB": "orders-ab",
  })) {
    it(`in Kubernetes are in lower case: ${name} becomes ${expected}`, () => {
      expect(kebabCase(name)).to.equal(expected);
    });
  }
});

describe("the URN of a resource", () => {
  const component = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
  const identity = "azure-native:managedidentity:UserAssignedIdentity";
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

  for (const [what, type, name, words] of [
    ["a component's identity", `${component}$${identity}`, "orders-identity", 'component "orders"'],
    [
      "a component's application",
      `${component}$azuread:index/application:Application`,
      "orders-application",
      'component "orders"',
    ],
    ["a name with colons", `${component}$${identity}`, "a::b-identity", 'component "a::b"'],
    [
      "a name that goes on",
      `${component}$${identity}`,
      "orders-identity-2",
      'resource "orders-identity-2" of this program',
    ],
    [
      "a name of two lines",
      `${component}$${identity}`,
      "a\n-identity",
      'resource "a\\n-identity" of this program',
    ],
    ["a resource of the program", identity, "orders-identity", 'resource "orders-identity" of this program'],
  ] as const) {
    it(`says who creates an identity: ${what}`, () => {
      expect(describeCreator(urn(type, name))).to.equal(words);
    });
  }

  for (const [type, parents] of [
    [component, ""],
    [`pulumi:pulumi:Stack$${component}`, ""],
    [`shop:index:Team$${component}`, "shop:index:Team"],
    [`pulumi:pulumi:Stack$shop:index:Group$shop:index:Team$${component}`, "shop:index:Group$shop:index:Team"],
  ] as const) {
    it(`names the parents below the stack: ${type}`, () => {
      expect(parentTypes(urn(type, "orders"))).to.equal(parents);
    });
  }

  it("gives a child the URN that Pulumi will, whatever the component's name contains", () => {
    const parents = `shop:index:Team$${component}`;
    expect(childUrn(urn(parents, "a::b"), "azure-native:keyvault:Vault", "a::b-x")).to.equal(
      urn(`${parents}$azure-native:keyvault:Vault`, "a::b-x"),
    );
  });

  it("names no parents where it is none", () => expect(parentTypes("orders")).to.equal(""));
});
