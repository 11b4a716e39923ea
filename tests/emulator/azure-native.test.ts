import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { unknown } from "../../emulator/provider/values";
import { connectEachTest } from "./connect-each-test";
import { ProviderClient, refusal } from "./provider-client";
import { subscriptionId } from "./world";

const identity = "azure-native:managedidentity:UserAssignedIdentity";
const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const roleAssignment = "azure-native:authorization:RoleAssignment";
const vault = "azure-native:keyvault:Vault";
const group = "azure-native:resources:ResourceGroup";

describe("azure-native, the provider", () => {
  let cloud: Emulator;
  let provider: ProviderClient;

  connectEachTest("azure-native", (made, client) => {
    cloud = made;
    provider = client;
  });

  it("names a top-level resource by its Pulumi name and eight hex digits", async () => {
    const { inputs } = await provider.check(identity, "orders", { resourceGroupName: "shop" });
    expect(inputs.resourceName).to.match(/^orders[0-9a-f]{8}$/);
    expect(inputs.__createBeforeDelete).to.equal(true);
  });

  it("names a nested resource by its bare Pulumi name", async () => {
    const { inputs } = await provider.check(credential, "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: "https://issuer/",
      subject: "s",
      audiences: ["a"],
    });
    expect(inputs.federatedIdentityCredentialResourceName).to.equal("orders");
    expect(inputs).not.to.have.property("__createBeforeDelete");
  });

  it("names a role assignment by a GUID", async () => {
    const { inputs } = await provider.check(roleAssignment, "r", {
      scope: "/",
      principalId: "p",
      roleDefinitionId: "d",
    });
    expect(inputs.roleAssignmentName).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("keeps the name it gave", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop" });
    expect((await provider.diff(made, { resourceGroupName: "shop" })).changes).to.deep.equal([]);
  });

  it("uses the location of the resource group", async () => {
    const { inputs } = await provider.check(identity, "orders", { resourceGroupName: "shop" });
    expect(inputs.location).to.equal("westeurope");
  });

  it("leaves the location unknown while the group is", async () => {
    const { inputs } = await provider.check(identity, "orders", { resourceGroupName: unknown });
    expect(inputs.location).to.equal(unknown);
  });

  it("asks for a location where the resource group does not exist, and the emulator says how to add the group", async () => {
    const { failures } = await provider.check(identity, "orders", { resourceGroupName: "typo" });
    expect(failures).to.deep.equal([
      "the emulator's world has no resource group 'typo'. Add it to 'resourceGroups' in world.yaml, or create it in the program.",
      "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
    ]);
    cloud.world.resourceGroups?.push("typo");
    expect((await provider.check(identity, "orders", { resourceGroupName: "typo" })).failures).to.deep.equal(
      [],
    );
  });

  it("asks for nothing but the location of a resource group that the program creates", async () => {
    const { failures } = await provider.check(group, "typo", {});
    expect(failures).to.have.length(1);
    expect(failures[0]).to.match(/^missing required property 'location'/);
  });

  it("reports every missing property at once", async () => {
    const { failures } = await provider.check(credential, "orders", { resourceGroupName: "shop" });
    expect(failures).to.have.members([
      "missing required property 'resourceName'",
      "missing required property 'issuer'",
      "missing required property 'subject'",
      "missing required property 'audiences'",
    ]);
  });

  it("reports a missing property of an inner object with its path", async () => {
    const { failures } = await provider.check(vault, "v", {
      resourceGroupName: "shop",
      properties: { tenantId: "t", sku: { family: "A" } },
    });
    expect(failures).to.deep.equal(["missing required property 'properties.sku.name'"]);
  });

  it("reports a value of the wrong type", async () => {
    const { failures } = await provider.check(credential, "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: ["https://issuer/"],
      subject: "s",
      audiences: "a",
    });
    expect(failures).to.deep.equal([
      "'issuer' should be of type 'string' but got an array",
      "'audiences' should be of type 'array' but got a string",
    ]);
  });

  it("fails Check for a credential's name that breaks the API's pattern", async () => {
    const { failures } = await provider.check(credential, "-orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: "https://issuer/",
      subject: "s",
      audiences: ["a"],
    });
    expect(failures).to.deep.equal([
      "'federatedIdentityCredentialResourceName' does not match expression '^[a-zA-Z0-9]{1}[a-zA-Z0-9-_]{2,119}$'",
    ]);
  });

  it("passes unknown values and drops unknown properties", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop", colour: "red" });
    expect(made.properties).not.to.have.property("colour");
    const { failures } = await provider.check(credential, "orders", {
      resourceGroupName: "shop",
      resourceName: unknown,
      issuer: unknown,
      subject: unknown,
      audiences: unknown,
    });
    expect(failures).to.deep.equal([]);
  });

  it("previews a creation with all that Azure decides unknown", async () => {
    const outputs = await provider.preview(identity, "orders", {
      resourceGroupName: "shop",
      tags: { a: "b" },
    });
    expect(outputs).to.include({ clientId: unknown, principalId: unknown, tenantId: unknown, name: unknown });
    expect(outputs.tags).to.deep.equal({ a: "b" });
    expect(cloud.azure).to.deep.equal([]);
  });

  it("previews an update with only name and location known", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop" });
    const outputs = await provider.update(made, { resourceGroupName: "shop", tags: { a: "b" } }, true);
    expect(outputs).to.include({ name: made.properties.name, location: "westeurope", principalId: unknown });
  });

  it("fails to create what exists", async () => {
    const args = { resourceGroupName: "shop", resourceName: "orders" };
    await provider.create(identity, "a", args);
    const id = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders`;
    expect(await refusal(provider.create(identity, "b", args))).to.equal(
      `cannot create already existing resource '${id}'`,
    );
  });

  it("fails to create what is declared in the world", async () => {
    const made = provider.create(group, "shop", { resourceGroupName: "Shop", location: "westeurope" });
    expect(await refusal(made)).to.contain("cannot create already existing resource");
  });

  it("replaces delete-first when the name was chosen", async () => {
    const made = await provider.create(identity, "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
    const diff = await provider.diff(made, { resourceGroupName: "shop", resourceName: "other" });
    expect(diff).to.deep.include({ replaces: ["resourceName"], deleteBeforeReplace: true });
  });

  it("replaces create-first when the name was generated", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop" });
    const diff = await provider.diff(made, { resourceGroupName: "shop", location: "northeurope" });
    expect(diff).to.deep.include({ replaces: ["location"], deleteBeforeReplace: false });
  });

  it("updates in place what is no part of the id", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop", tags: { a: "1" } });
    const diff = await provider.diff(made, { resourceGroupName: "shop", tags: { a: "2" } });
    expect(diff).to.deep.include({ changes: ["tags.a"], replaces: [] });
  });

  it("sees one place in two spellings of a location, and one resource group", async () => {
    const made = await provider.create(identity, "orders", {
      resourceGroupName: "shop",
      location: "West Europe",
    });
    const diff = await provider.diff(made, { resourceGroupName: "Shop", location: "westeurope" });
    expect(diff.changes).to.deep.equal([]);
  });

  it("has no change when the program names the resource as it was generated", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop" });
    const { resourceName } = made.inputs;
    expect((await provider.diff(made, { resourceGroupName: "shop", resourceName })).changes).to.deep.equal(
      [],
    );
  });

  it("sees no change in an added default, and one in any other addition", async () => {
    const args = { scope: "/", principalId: "p", roleDefinitionId: "d", roleAssignmentName: "n" };
    const made = {
      type: roleAssignment,
      name: "r",
      id: "r",
      inputs: (await provider.check(roleAssignment, "r", args)).inputs,
      properties: {},
    };
    expect((await provider.diff(made, { ...args, principalType: "User" })).changes).to.deep.equal([]);
    const diff = await provider.diff(made, { ...args, principalType: "ServicePrincipal" });
    expect(diff).to.deep.include({ changes: ["principalType"], replaces: [] });
  });

  it("sees no change in a refresh of what did not change", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop", tags: { a: "1" } });
    expect(await provider.read(made)).to.deep.equal({ inputs: made.inputs, properties: made.properties });
  });

  it("finds in a refresh that a resource is gone", async () => {
    const made = await provider.create(identity, "orders", { resourceGroupName: "shop" });
    await provider.delete(made);
    expect(await provider.read(made)).to.equal(undefined);
  });

  it("imports by id, whatever its letter case", async () => {
    const made = await provider.create(identity, "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
    const imported = await provider.read({
      type: identity,
      id: made.id.toUpperCase().replace("ORDERS", "orders"),
    });
    expect(imported?.inputs).to.include({ resourceName: "orders", location: "westeurope" });
  });

  it("uses the subscription of each provider of a program", async () => {
    const other = await ProviderClient.connect(cloud.debugProviders, "azure-native", {
      subscriptionId: "44444444-4444-4444-8444-444444444444",
    });
    const token = "azure-native:authorization:getClientConfig";
    const [here, there] = await Promise.all([provider.invoke(token), other.invoke(token)]);
    other.close();
    expect(here.subscriptionId).to.equal(subscriptionId);
    expect(there.subscriptionId).to.equal("44444444-4444-4444-8444-444444444444");
  });
});
