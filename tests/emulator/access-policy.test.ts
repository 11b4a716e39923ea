import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { type Created, type ProviderClient, refusal } from "./provider-client";
import { startTogether } from "./start-together";
import { otherTenantId, principal, subscriptionId, tenantId } from "./world";

const accessPolicy = "azure-native:keyvault:AccessPolicy";
const vault = "azure-native:keyvault:Vault";
const kvShop = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
const [orders, basket, neighbour] = [principal(1), principal(2), principal(3)];
const get = { secrets: ["get"] };
const neighbours = { tenantId, objectId: neighbour, permissions: { keys: ["get", "list"] } };

describe("an access policy", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  const inputs = (objectId: string, change: object = {}, more: object = {}) => ({
    resourceGroupName: "shop",
    vaultName: "kv-shop",
    policy: { tenantId, objectId, permissions: get, ...change },
    ...more,
  });
  const allow = (objectId: string, change: object = {}, more: object = {}) =>
    azure.create(accessPolicy, "policy", inputs(objectId, change, more));
  const entries = async (vaultName = "kv-shop") => {
    const args = { resourceGroupName: "shop", vaultName };
    const { properties } = await azure.invoke("azure-native:keyvault:getVault", args);
    return (properties as { accessPolicies: object[] }).accessPolicies;
  };

  connectEachTest(
    "azure-native",
    (made, client) => {
      cloud = made;
      azure = client;
    },
    { vaults: [{ resourceGroupName: "shop", name: "kv-shop", accessPolicies: [neighbours] }] },
  );

  it("is one entry of the vault's list, beside those of others", async () => {
    const { id, properties } = await allow(orders);
    expect(id).to.equal(`${kvShop}/accessPolicy/${orders}`);
    const policy = { tenantId, objectId: orders, permissions: get };
    expect(properties).to.deep.equal({ resourceGroupName: "shop", vaultName: "kv-shop", policy });
    expect(await entries()).to.deep.equal([neighbours, policy]);
    expect(cloud.azure.map(({ type }) => type)).to.deep.equal([accessPolicy]);
  });

  it("has no known outputs in a preview", async () => {
    expect(await azure.preview(accessPolicy, "policy", inputs(orders))).to.deep.equal({});
  });

  it("is the only one of its vault and principal", async () => {
    await allow(orders);
    expect(await refusal(allow(orders, { permissions: { keys: ["get"] } }))).to.equal(
      `cannot create already existing resource "${kvShop}/accessPolicy/${orders}"`,
    );
    expect(await refusal(allow(neighbour))).to.contain("cannot create already existing resource");
  });

  it("changes only its own entry", async () => {
    const made = await allow(orders);
    await allow(basket);
    await azure.update(made, inputs(orders, { permissions: { certificates: ["get"] } }));
    const policy = { tenantId, objectId: orders, permissions: { certificates: ["get"] } };
    expect(await entries()).to.have.deep.members([
      neighbours,
      { ...policy, objectId: basket, permissions: get },
      policy,
    ]);
  });

  it("is deleted without the entries of others", async () => {
    const made = await allow(orders);
    await azure.delete(made);
    expect(await entries()).to.deep.equal([neighbours]);
    expect(cloud.azure).to.deep.equal([]);
    await azure.delete(made);
  });

  it("is removed from the vault's list by the emulator's own remove", async () => {
    const { id } = await allow(orders);
    cloud.remove(accessPolicy, id);
    expect(await entries()).to.deep.equal([neighbours]);
    expect(cloud.azure).to.deep.equal([]);
  });

  it("cannot be updated once it was deleted by others", async () => {
    const made = await allow(orders);
    await azure.delete(made);
    expect(await refusal(azure.update(made, inputs(orders, { permissions: {} })))).to.equal(
      `access policy for ${orders} does not exist`,
    );
    expect(await azure.read(made)).to.equal(undefined);
  });

  it("is replaced with its principal or vault, delete-first, and changes permissions in place", async () => {
    const made = await allow(orders);
    const changes = async (to: object) => azure.diff(made, to as never);
    expect(await changes(inputs(orders))).to.deep.include({ changes: [], replaces: [] });
    expect(await changes(inputs(basket))).to.deep.include({
      replaces: ["policy.objectId"],
      deleteBeforeReplace: true,
    });
    expect((await changes(inputs(orders, {}, { vaultName: "kv-new" }))).replaces).to.deep.equal([
      "vaultName",
    ]);
    expect(await changes(inputs(orders, { permissions: { keys: ["get"] } }))).to.deep.include({
      replaces: [],
      changes: ["policy.permissions.keys", "policy.permissions.secrets"],
    });
  });

  it("is read back without kinds that allow nothing, and carries drift", async () => {
    const made = await allow(orders, { permissions: { secrets: ["get"], keys: [] } });
    expect(made.properties).to.have.deep.nested.property("policy.permissions", get);
    expect((await azure.read(made))?.inputs).to.deep.equal(made.inputs);
    const other = { ...made, inputs: inputs(orders) } as Created;
    await azure.update(other, inputs(orders, { permissions: { secrets: ["get", "list"] } }));
    expect((await azure.read(made))?.inputs).to.have.deep.nested.property("policy.permissions", {
      secrets: ["get", "list"],
    });
  });

  it("is imported with an extra policy.objectId, whose absence replaces what cannot be created", async () => {
    const id = `${kvShop}/accessPolicy/${neighbour}`;
    const imported = await azure.read({ type: accessPolicy, id });
    const declared = { resourceGroupName: "shop", vaultName: "kv-shop", policy: neighbours };
    expect(imported?.inputs).to.deep.equal({ ...declared, "policy.objectId": neighbour });
    const made = { type: accessPolicy, name: "policy", id, inputs: {}, properties: {}, ...imported };
    expect(await azure.diff(made, declared)).to.deep.equal({
      changes: ["policy.objectId"],
      replaces: ["policy.objectId"],
      deleteBeforeReplace: true,
    });
    // What `deleteBeforeReplace: false` comes to, in every update.
    expect(await refusal(azure.create(accessPolicy, "policy", declared))).to.equal(
      `cannot create already existing resource "${id}"`,
    );
  });

  it("needs its vault", async () => {
    expect(await refusal(allow(orders, {}, { vaultName: "typo" }))).to.contain(
      `Status=404 Code="ResourceNotFound" Message="The Resource 'Microsoft.KeyVault/vaults/typo' under resource group 'shop' was not found.`,
    );
    expect(await refusal(allow(orders, {}, { resourceGroupName: "typo" }))).to.contain(
      `Resource group 'typo' could not be found.`,
    );
  });

  it("needs an object id, the vault's tenant and permissions that exist", async () => {
    expect(await refusal(allow("orders"))).to.equal(
      `Status=400 Code="BadRequest" Message="Invalid value found at accessPolicies[0].ObjectId: orders"`,
    );
    expect(await refusal(allow(orders, { tenantId: undefined }))).to.equal(
      "missing required property objectId or tenantId",
    );
    const wrong = `Status=400 Code="BadRequest" Message="An invalid value was provided for 'accessPolicies'."`;
    for (const change of [
      { tenantId: otherTenantId },
      { permissions: { secrets: ["read"] } },
      { permissions: { secret: ["get"] } },
      { permissions: { keys: [" list"] } },
    ]) {
      expect(await refusal(allow(orders, change)), JSON.stringify(change)).to.equal(wrong);
    }
    await allow(orders, { permissions: { secrets: ["Get"], keys: ["unwrapkey"] } });
  });

  it("is not written while another one of the vault is", async () => {
    startTogether(cloud, 2);
    const outcomes = await Promise.allSettled([allow(orders), allow(basket)]);
    const refused = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(outcomes.map(({ status }) => status)).to.have.members(["fulfilled", "rejected"]);
    expect(refused.reason.details).to.contain(
      `Status=409 Code="ConflictError" Message="A conflict occurred that prevented the operation from completing. The operation failed because the Key Vault 'kv-shop' changed from the point the operation began.`,
    );
  });

  it("is accepted, to no effect, by a vault with Azure RBAC", async () => {
    cloud.world.vaults.push({ resourceGroupName: "shop", name: "kv-rbac", enableRbacAuthorization: true });
    await allow(orders, {}, { vaultName: "kv-rbac" });
    expect(await entries("kv-rbac")).to.have.length(1);
  });

  describe("on a vault that the program creates", () => {
    const properties = { tenantId, sku: { family: "A", name: "standard" } };
    const make = (more: object = {}) =>
      azure.create(vault, "kv-new", {
        resourceGroupName: "shop",
        vaultName: "kv-new",
        properties: { ...properties, ...more },
      });
    const inNew = { vaultName: "kv-new" };

    it("stays when the vault changes without a list of its own, and is no drift of the vault", async () => {
      const made = await make();
      await allow(orders, {}, inNew);
      expect((await azure.read(made))?.inputs).to.deep.equal(made.inputs);
      await azure.update(made, { ...made.inputs, tags: { team: "shop" } });
      expect(await entries("kv-new")).to.have.length(1);
    });

    it("is overwritten by a list in the vault, whose drift it is", async () => {
      const made = await make({ accessPolicies: [neighbours] });
      const policy = await allow(orders, {}, inNew);
      expect(await entries("kv-new")).to.have.length(2);
      expect((await azure.read(made))?.inputs)
        .to.have.nested.property("properties.accessPolicies")
        .with.length(2);
      await azure.update(made, { ...made.inputs, tags: { team: "shop" } });
      expect(await entries("kv-new")).to.deep.equal([neighbours]);
      expect(await azure.read(policy)).to.equal(undefined);
    });

    it("is deleted with the vault", async () => {
      const made = await make();
      await allow(orders, {}, inNew);
      await azure.delete(made);
      expect(cloud.azure).to.deep.equal([]);
      await make();
      expect(await entries("kv-new")).to.deep.equal([]);
    });
  });
});
