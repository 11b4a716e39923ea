import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { loadWorld, startEmulator } from "../../emulator";
import { ProviderClient, refusal } from "./provider-client";
import { world } from "./world";

const identity = "azure-native:managedidentity:UserAssignedIdentity";

describe("the emulator", () => {
  it("keeps its state in a file between runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const options = { world: world(), stateFile: join(folder, "state.json") };
    const first = await startEmulator(options);
    const client = await ProviderClient.connect(first.debugProviders, "azure-native");
    const made = await client.create(identity, "orders", { resourceGroupName: "shop" });
    client.close();
    await first.stop();

    const second = await startEmulator(options);
    expect(second.azure.map((resource) => resource.id)).to.deep.equal([made.id]);
    await second.stop();
    rmSync(folder, { recursive: true });
  });

  it("records each call of the engine, and when", async () => {
    const cloud = await startEmulator({ world: world() });
    const client = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    await client.preview(identity, "orders", { resourceGroupName: "shop" });
    await client.create(identity, "orders", { resourceGroupName: "shop" });
    expect(cloud.calls.map(({ method, name, preview }) => ({ method, name, preview }))).to.deep.equal([
      { method: "check", name: "orders", preview: false },
      { method: "create", name: "orders", preview: true },
      { method: "check", name: "orders", preview: false },
      { method: "create", name: "orders", preview: false },
    ]);
    expect(cloud.calls.every(({ startedAt, endedAt }) => startedAt <= endedAt)).to.equal(true);
    cloud.clearCalls();
    expect(cloud.calls).to.deep.equal([]);
    client.close();
    await cloud.stop();
  });

  it("lets a test change the world between runs", async () => {
    const cloud = await startEmulator({ world: world() });
    const client = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const look = () =>
      client.invoke("azure-native:keyvault:getVault", { resourceGroupName: "shop", vaultName: "kv-new" });
    expect(await refusal(look())).to.contain("was not found");
    cloud.world = { ...world(), vaults: [{ resourceGroupName: "shop", name: "kv-new" }] };
    expect((await look()).name).to.equal("kv-new");
    client.close();
    await cloud.stop();
  });

  it("lets a fault hook fail a call or lose its answer, outside of previews only", async () => {
    const cloud = await startEmulator({ world: world() });
    const client = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const seen: string[] = [];
    cloud.faultHook = ({ method }, moment) => {
      if (method !== "create") return;
      seen.push(`${moment}, ${cloud.azure.length} made`);
      if (seen.length === 1) throw new Error("not now");
      if (moment === "done") throw new Error("transport is closing");
    };
    const create = () => client.create(identity, "orders", { resourceGroupName: "shop" });
    await client.preview(identity, "orders", { resourceGroupName: "shop" });
    expect(await refusal(create())).to.contain("not now");
    expect(await refusal(create())).to.contain("transport is closing");
    expect(seen).to.deep.equal(["asked, 0 made", "asked, 0 made", "done, 1 made"]);
    client.close();
    await cloud.stop();
  });

  it("removes a thing with what lies under it, and nothing else", async () => {
    const cloud = await startEmulator({ world: world() });
    const client = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const make = (name: string) => client.create(identity, name, { resourceGroupName: "shop" });
    const [orders, billing] = [await make("orders"), await make("billing")];
    await client.create("azure-native:managedidentity:FederatedIdentityCredential", "aks-prod", {
      resourceGroupName: "shop",
      resourceName: orders.id.split("/").at(-1),
      issuer: "https://issuer.example/",
      subject: "system:serviceaccount:shop:orders",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(cloud.azure).to.have.length(3);
    cloud.remove(identity, orders.id);
    expect(cloud.azure.map(({ id }) => id)).to.deep.equal([billing.id]);
    client.close();
    await cloud.stop();
  });

  it("reads the world of the README's program", () => {
    const { clusters, vaults } = loadWorld(join(__dirname, "../../emulator/world.yaml"));
    expect(clusters[0]?.oidcIssuer?.issuerURL).to.match(
      /^https:\/\/westeurope\.oic\.prod-aks\.azure\.com\/.*\/$/,
    );
    expect(vaults[0]).to.include({ name: "kv-shop", enableRbacAuthorization: true });
  });
});
