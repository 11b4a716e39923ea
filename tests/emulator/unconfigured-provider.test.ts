import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { principal, subscriptionId, tenantId, world } from "./world";

const app = { clientId: principal(1), objectId: principal(2), displayName: "billing" };

/** Both providers are configured with outputs of a resource that the same program creates. */
const program = `
import * as azureNative from "@pulumi/azure-native/provider";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as azuread from "@pulumi/azuread";

const identity = new managedidentity.UserAssignedIdentity("orders", { resourceGroupName: "shop" });
const azure = new azureNative.Provider("azure", {
  subscriptionId: identity.id.apply((id) => id.split("/")[2] ?? ""),
});
const entra = new azuread.Provider("entra", { tenantId: identity.tenantId });
const text = (promise: Promise<unknown>) => promise.then((answer) => JSON.stringify(answer));

export const vault = text(
  keyvault.getVault({ resourceGroupName: "shop", vaultName: "kv-shop" }, { provider: azure }),
);
export const application = text(azuread.getApplication({ clientId: "${app.clientId}" }, { provider: entra }));
`;

describe("a provider whose configuration is unknown in a preview", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  let workspace: Workspace;

  before(async function () {
    // The engine may have to be built first.
    this.timeout(0);
    cloud = await startEmulator({ world: { ...world(), applications: [app] } });
    workspace = await createWorkspace({
      files: {
        "Pulumi.yaml": "name: unconfigured\nruntime: nodejs\n",
        "package.json": '{ "main": "index.ts" }',
        "index.ts": program,
      },
      debugProviders: cloud.debugProviders,
    });
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  const invoked = () => cloud.calls.filter(({ method }) => method === "invoke").map(({ type }) => type);

  // [pulumi sdk/go/common/resource/plugin/provider_plugin.go Invoke; pulumi #10209] it answers in the provider's place
  it("is never asked by the engine, which answers each look-up with {}", async () => {
    const preview = await workspace.preview();
    expect(preview.exitCode, preview.text).to.equal(0);
    expect(preview.outputs).to.deep.include({ vault: "{}", application: "{}" });
    expect(invoked()).to.deep.equal([]);
  });

  it("answers in the update, once the outputs are known", async () => {
    const up = await workspace.up("--skip-preview");
    expect(up.exitCode, up.text).to.equal(0);
    const [vault, application] = [up.outputs.vault, up.outputs.application].map((one) =>
      JSON.parse(String(one)),
    );
    expect(vault).to.include({ name: "kv-shop" });
    expect(vault.id).to.contain(`/subscriptions/${subscriptionId}/`);
    expect(vault.properties).to.include({ tenantId });
    expect(application).to.include(app);
    expect(invoked()).to.have.members([
      "azure-native:keyvault:getVault",
      "azuread:index/getApplication:getApplication",
    ]);
  });

  it("is configured in the next preview, which knows the outputs", async () => {
    const preview = await workspace.preview();
    expect(JSON.parse(String(preview.outputs.vault))).to.include({ name: "kv-shop" });
  });
});
