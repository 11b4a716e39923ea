import { expect } from "chai";
import { connectEachTest } from "./connect-each-test";
import { type ProviderClient, refusal } from "./provider-client";
import { customRole, postgresqlServer, principal, secretsUser, subscriptionId } from "./world";

const group = `/subscriptions/${subscriptionId}/resourceGroups/shop`;
const blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const inGroup = { resourceGroupName: "shop" };

describe("Azure beyond Key Vault", () => {
  let azure: ProviderClient;

  connectEachTest("azure-native", (_made, client) => {
    azure = client;
  });

  const account = () =>
    azure.create("azure-native:storage:StorageAccount", "st", {
      ...inGroup,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
  const container = (accountName: unknown) =>
    azure.create("azure-native:storage:BlobContainer", "orders", { ...inGroup, accountName });
  const assign = (scope: string, role: string) =>
    azure.create("azure-native:authorization:RoleAssignment", `${role} on ${scope}`, {
      scope,
      principalId: principal(1),
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    });
  const administrator = (serverName: string) =>
    azure.create("azure-native:dbforpostgresql:Administrator", "a", {
      ...inGroup,
      serverName,
      objectId: principal(1),
      principalName: "id-orders",
      principalType: "ServicePrincipal",
    });

  it("takes a role on a storage account and on a container of it, while they exist", async () => {
    const { id, properties } = await account();
    expect(properties.name).to.match(/^st[0-9a-f]{8}$/);
    const { id: containerId } = await container(properties.name);
    expect(containerId).to.equal(`${id}/blobServices/default/containers/orders`);
    await assign(id, blobReader);
    await assign(containerId, blobReader);
    expect(await refusal(assign(`${id}gone`, blobReader))).to.contain('Code="ResourceNotFound"');
  });

  it("has no container without its storage account", async () => {
    expect(await refusal(container("stgone"))).to.contain("Parent resource 'stgone' not found.");
  });

  it("takes a role on a resource group, a subscription and a management group", async () => {
    for (const scope of [
      group,
      `/subscriptions/${subscriptionId}`,
      "/providers/Microsoft.Management/managementGroups/shops",
    ]) {
      const { properties } = await assign(scope, blobReader);
      expect(properties.scope).to.equal(scope);
    }
    expect(await refusal(assign(`${group}-gone`, blobReader))).to.contain('Code="ResourceGroupNotFound"');
  });

  it("knows the custom roles of the world beside the built-in ones, and no others", async () => {
    await assign(group, secretsUser);
    await assign(group, customRole);
    expect(await refusal(assign(group, principal(9)))).to.contain('Code="RoleDefinitionDoesNotExist"');
  });

  it("adds an administrator to a PostgreSQL server that exists, by object id", async () => {
    const { id } = await administrator("psql-shop");
    expect(id).to.equal(`${postgresqlServer}/administrators/${principal(1)}`);
    expect(await refusal(administrator("gone"))).to.contain("Parent resource 'gone' not found.");
  });
});
