import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { type ProviderClient, refusal } from "./provider-client";

const type = "kubernetes:helm.sh/v3:Release";
const inputs = {
  name: "orders",
  namespace: "shop",
  chart: "oci://registry.example.com/charts/orders",
  values: { podLabels: { app: "orders" } },
};

describe("the emulator's Helm releases", () => {
  let cloud: Emulator;
  let provider: ProviderClient;
  connectEachTest("kubernetes", (...both) => {
    [cloud, provider] = both;
  });
  const releases = () => cloud.kubernetes.filter((one) => one.type === type);

  it("keep their values until they are deleted, and change in place", async () => {
    await provider.preview(type, "orders", inputs);
    expect(releases()).to.deep.equal([]);
    const made = await provider.create(type, "orders", inputs);
    expect(made.id).to.equal("shop/orders");
    expect(made.properties.status).to.deep.equal({ name: "orders", namespace: "shop", status: "deployed" });
    const news = { ...inputs, values: { podLabels: { app: "billing" } } };
    const { changes, replaces } = await provider.diff(made, news);
    expect([changes, replaces]).to.deep.equal([["values.podLabels.app"], []]);
    await provider.update(made, news);
    expect((await provider.read(made))?.inputs).to.deep.include({ values: news.values });
    await provider.delete(made);
    expect([releases(), await provider.read(made)]).to.deep.equal([[], undefined]);
  });

  it("are replaced where name or namespace change", async () => {
    const made = await provider.create(type, "orders", inputs);
    expect((await provider.diff(made, { ...inputs, name: "billing" })).replaces).to.deep.equal(["name"]);
    expect((await provider.diff(made, { ...inputs, namespace: "default" })).replaces).to.deep.equal([
      "namespace",
    ]);
  });

  it("have a name with a random part and the namespace default where none is given", async () => {
    const { chart } = inputs;
    const { id, inputs: checked } = await provider.create(type, "orders", { chart });
    expect(id).to.match(/^default\/orders-[0-9a-f]{8}$/);
    // It stays.
    expect((await provider.check(type, "orders", { chart }, checked)).inputs.name).to.equal(checked.name);
  });

  it("are refused for a name in use and for a namespace that does not exist", async () => {
    await provider.create(type, "orders", inputs);
    expect(await refusal(provider.create(type, "orders", inputs))).to.include(
      "cannot re-use a name that is still in use",
    );
    expect(await refusal(provider.create(type, "orders", { ...inputs, namespace: "nowhere" }))).to.include(
      'create: failed to create: namespaces "nowhere" not found',
    );
  });
});
