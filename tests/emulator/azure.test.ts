import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { type Created, type ProviderClient, refusal } from "./provider-client";
import { startTogether } from "./start-together";
import { secretsUser, subscriptionId, tenantId } from "./world";

const identity = "azure-native:managedidentity:UserAssignedIdentity";
const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const roleAssignment = "azure-native:authorization:RoleAssignment";
const vault = "azure-native:keyvault:Vault";
const group = "azure-native:resources:ResourceGroup";
const sku = { family: "A", name: "standard" };

const shop = `/subscriptions/${subscriptionId}/resourceGroups/shop`;
const kvShop = `${shop}/providers/Microsoft.KeyVault/vaults/kv-shop`;
const role = (guid: string) =>
  `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const stranger = "99999999-9999-4999-8999-999999999999";

describe("Azure, behind azure-native", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  const makeIdentity = (name = "orders") =>
    azure.create(identity, name, { resourceGroupName: "shop", resourceName: name });
  const makeCredential = (name: string, change: object = {}) =>
    azure.create(credential, name, {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: "https://issuer/",
      subject: `system:serviceaccount:shop:${name}`,
      audiences: ["api://AzureADTokenExchange"],
      ...change,
    });
  const assign = (name: string, change: object = {}) =>
    azure.create(roleAssignment, name, {
      scope: kvShop,
      principalId: stranger,
      principalType: "ServicePrincipal",
      roleDefinitionId: role(secretsUser),
      ...change,
    });

  connectEachTest("azure-native", (made, client) => {
    cloud = made;
    azure = client;
  });

  describe("a user-assigned identity", () => {
    it("is answered with an id in other letter case", async () => {
      const { id } = await makeIdentity();
      expect(id).to.equal(
        `/subscriptions/${subscriptionId}/resourcegroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders`,
      );
    });

    it("belongs to the tenant and gets ids of its own", async () => {
      const { properties } = await makeIdentity();
      expect(properties.tenantId).to.equal(tenantId);
      expect(properties.clientId).not.to.equal(properties.principalId);
    });

    it("is another principal when recreated", async () => {
      const first = await makeIdentity();
      await azure.delete(first);
      expect((await makeIdentity()).properties.principalId).not.to.equal(first.properties.principalId);
    });

    it("needs its resource group", async () => {
      const made = azure.create(identity, "x", { resourceGroupName: "typo", location: "westeurope" });
      expect(await refusal(made)).to.equal(
        `Status=404 Code="ResourceGroupNotFound" Message="Resource group 'typo' could not be found."`,
      );
    });

    it("needs a name of 3 to 128 letters, digits, - and _", async () => {
      for (const name of ["ab", "a".repeat(129), "-ab", "a.b"]) {
        expect(await refusal(makeIdentity(name)), name).to.contain(`The resource name '${name}' is invalid.`);
      }
    });

    it("is deleted with its credentials, and leaves role assignments", async () => {
      const made = await makeIdentity();
      await makeCredential("one");
      await assign("r", { principalId: made.properties.principalId });
      await azure.delete(made);
      expect(cloud.azure.map((resource) => resource.type)).to.deep.equal([roleAssignment]);
    });
  });

  describe("a federated credential", () => {
    it("needs its identity", async () => {
      expect(await refusal(makeCredential("one"))).to.equal(
        `Status=404 Code="ParentResourceNotFound" Message="Can not perform requested operation on nested resource. Parent resource 'orders' not found."`,
      );
    });

    it("is the only one of its issuer and subject", async () => {
      await makeIdentity();
      await makeCredential("one");
      const second = makeCredential("two", { subject: "system:serviceaccount:shop:one" });
      expect(await refusal(second)).to.contain(
        "Issuer and subject combination already exists for this Managed Identity.",
      );
    });

    it("may differ from another by letter case or by a slash alone", async () => {
      await makeIdentity();
      await makeCredential("one");
      await makeCredential("two", { subject: "system:serviceaccount:shop:One" });
      await makeCredential("six", { subject: "system:serviceaccount:shop:one", issuer: "https://issuer" });
    });

    it("has exactly one audience", async () => {
      await makeIdentity();
      for (const audiences of [[], ["a", "b"]]) {
        expect(await refusal(makeCredential("one", { audiences }))).to.contain(
          "Federated identity credentials must have exactly 1 audience.",
        );
      }
    });

    it("has no empty property", async () => {
      await makeIdentity();
      for (const change of [{ issuer: "" }, { subject: "" }, { audiences: [""] }]) {
        expect(await refusal(makeCredential("one", change))).to.contain(
          "Federated Identity Credential from HTTP body has empty properties",
        );
      }
    });

    it("has no property of more than 600 characters", async () => {
      await makeIdentity();
      await makeCredential("one", { subject: "s".repeat(600) });
      for (const [name, value] of Object.entries({ issuer: "i".repeat(601), subject: "s".repeat(601) })) {
        expect(await refusal(makeCredential("two", { [name]: value }))).to.contain(
          `The ${name} is longer than 600 characters.`,
        );
      }
    });

    it("is one of at most twenty", async () => {
      await makeIdentity();
      for (let i = 0; i < 20; i++) await makeCredential(`credential-${i}`);
      expect(await refusal(makeCredential("credential-20"))).to.contain("at most 20");
    });

    it("is not written while another one of the identity is", async () => {
      await makeIdentity();
      startTogether(cloud, 2);
      const outcomes = await Promise.allSettled([makeCredential("one"), makeCredential("two")]);
      expect(outcomes.map((outcome) => outcome.status)).to.have.members(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected") as PromiseRejectedResult;
      expect(refused.reason.details).to.match(
        /^Status=409 Code="ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"/,
      );
    });

    it("is not written while another one of the identity is deleted", async () => {
      await makeIdentity();
      const one = await makeCredential("one");
      startTogether(cloud, 2);
      const outcomes = await Promise.allSettled([azure.delete(one), makeCredential("two")]);
      expect(outcomes.map((outcome) => outcome.status)).to.have.members(["fulfilled", "rejected"]);
    });

    it("is written while one of another identity is", async () => {
      await makeIdentity();
      await makeIdentity("basket");
      startTogether(cloud, 2);
      await Promise.all([makeCredential("one"), makeCredential("two", { resourceName: "basket" })]);
    });
  });

  describe("a role assignment", () => {
    let made: Created;
    let principalId: unknown;
    beforeEach(async () => {
      made = await makeIdentity();
      principalId = made.properties.principalId;
    });

    it("must state a managed identity's type as ServicePrincipal", async () => {
      const bare = String(principalId).replaceAll("-", "");
      expect(await refusal(assign("r", { principalId, principalType: "User" }))).to.equal(
        `Status=400 Code="UnmatchedPrincipalType" Message="The PrincipalId '${bare}' has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'."`,
      );
    });

    it("may go without a type when the principal is known", async () => {
      const { properties } = await assign("r", { principalId, principalType: undefined });
      expect(properties.principalType).to.equal("ServicePrincipal");
    });

    it("without a type needs a principal that the directory knows already", async () => {
      expect(await refusal(assign("r", { principalType: undefined }))).to.match(
        /^Status=400 Code="PrincipalNotFound" Message="Principal 9{12}49{3}89{3}9{12} does not exist in the directory/,
      );
    });

    it("with a type tolerates a principal not replicated yet", async () => {
      await assign("r");
    });

    it("needs a GUID as principal", async () => {
      expect(await refusal(assign("r", { principalId: "orders" }))).to.equal(
        `Status=400 Code="InvalidPrincipalId" Message="The Principal ID 'orders' is not valid. Principal ID must be a GUID."`,
      );
      expect(await refusal(assign("r", { principalId: "" }))).to.contain(
        "A valid principal ID must be provided for role assignment.",
      );
    });

    it("needs a GUID as name", async () => {
      expect(await refusal(assign("r", { roleAssignmentName: "orders" }))).to.contain(
        "The role assignment ID 'orders' is not valid. The role assignment ID must be a GUID.",
      );
    });

    it("needs a role that exists", async () => {
      const bare = stranger.replaceAll("-", "");
      expect(await refusal(assign("r", { roleDefinitionId: role(stranger) }))).to.contain(
        `The specified role definition with ID '${bare}' does not exist.`,
      );
    });

    it("answers a role without subscription with the scope's", async () => {
      const { properties } = await assign("r", {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
      });
      expect(properties.roleDefinitionId).to.equal(role(secretsUser));
    });

    it("needs a scope that exists", async () => {
      const scope = `${shop}/providers/Microsoft.KeyVault/vaults/typo`;
      expect(await refusal(assign("r", { scope }))).to.contain(
        `Code="ResourceNotFound" Message="The Resource 'Microsoft.KeyVault/vaults/typo' under resource group 'shop' was not found.`,
      );
    });

    it("needs a vault object of one of three kinds", async () => {
      for (const kind of ["secrets", "keys", "certificates"])
        await assign(kind, { scope: `${kvShop}/${kind}/a` });
      expect(await refusal(assign("r", { scope: `${kvShop}/certs/a` }))).to.contain(
        `Code="ResourceNotFound"`,
      );
    });

    it("needs a vault object that exists, where the vault's objects are listed", async () => {
      const listed = `${shop}/providers/Microsoft.KeyVault/vaults/kv-listed`;
      await assign("db", { scope: `${listed}/secrets/DB` });
      await assign("web", { scope: `${listed}/secrets/web` });
      expect(await refusal(assign("typo", { scope: `${listed}/secrets/typo` }))).to.contain(
        "The Resource 'Microsoft.KeyVault/vaults/kv-listed/secrets/typo'",
      );
    });

    it("is the only one of its scope, role and principal", async () => {
      const name = "55555555-5555-4555-8555-555555555555";
      await assign("r", { roleAssignmentName: name });
      expect(await refusal(assign("s", { scope: kvShop.toUpperCase() }))).to.equal(
        `Status=409 Code="RoleAssignmentExists" Message="The role assignment already exists. The ID of the existing role assignment is 55555555555545558555555555555555."`,
      );
    });

    it("has a unique name in all scopes", async () => {
      const roleAssignmentName = "55555555-5555-4555-8555-555555555555";
      await assign("r", { roleAssignmentName });
      expect(await refusal(assign("s", { roleAssignmentName, scope: shop }))).to.equal(
        `Status=400 Code="RoleAssignmentUpdateNotPermitted" Message="Tenant ID, application ID, principal ID, and scope are not allowed to be updated."`,
      );
    });

    it("changes its description in place, but not its role", async () => {
      const assigned = await assign("r");
      const { inputs } = assigned;
      const properties = await azure.update(assigned, { ...inputs, description: "why" });
      expect(properties.description).to.equal("why");
      expect(properties.createdOn).to.equal(assigned.properties.createdOn);
      const another = { ...inputs, roleDefinitionId: role("21090545-7ca7-4776-b22c-e363652d74d2") };
      expect((await azure.diff(assigned, another)).replaces).to.deep.equal([]);
      expect(await refusal(azure.update(assigned, another))).to.contain("RoleAssignmentUpdateNotPermitted");
    });

    it("is replaced with its principal or scope", async () => {
      const assigned = await assign("r");
      const { inputs } = assigned;
      expect((await azure.diff(assigned, { ...inputs, principalId })).replaces).to.deep.equal([
        "principalId",
      ]);
      expect((await azure.diff(assigned, { ...inputs, scope: shop })).replaces).to.deep.equal(["scope"]);
    });
  });

  describe("a vault", () => {
    const make = (vaultName: string) =>
      azure.create(vault, "v", { resourceGroupName: "shop", vaultName, properties: { tenantId, sku } });

    it("answers its address", async () => {
      const { properties } = await make("KV-new");
      expect(properties).to.have.nested.property("properties.vaultUri", "https://kv-new.vault.azure.net/");
    });

    it("needs a name without doubled or final hyphen", async () => {
      for (const name of ["1kv", "kv-", "k--v"]) {
        expect(await refusal(make(name)), name).to.contain(`Code="VaultNameNotValid"`);
      }
      expect(await refusal(make("kv"))).to.contain("does not match expression '^[a-zA-Z0-9-]{3,24}$'");
    });

    it("has a unique name in the whole cloud", async () => {
      const { name } = await azure.create(group, "g", { resourceGroupName: "g", location: "westeurope" });
      const second = azure.create(vault, "v", {
        resourceGroupName: name,
        vaultName: "kv-shop",
        properties: { tenantId, sku },
      });
      expect(await refusal(second)).to.contain(`Code="VaultAlreadyExists"`);
    });
  });

  it("deletes a resource group with what is in it", async () => {
    const made = await azure.create(group, "g", { resourceGroupName: "g", location: "westeurope" });
    await azure.create(identity, "i", { resourceGroupName: "g" });
    await azure.delete(made);
    expect(cloud.azure).to.deep.equal([]);
  });
});
