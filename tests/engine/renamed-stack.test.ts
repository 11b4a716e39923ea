import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, loadWorld, startEmulator } from "../../emulator";
import { moves, succeeded } from "../examples/support/example";
import { createWorkspace, type Workspace } from "./support/workspace";

const root = resolve(__dirname, "../..");
const managed = readFileSync(resolve(root, "Pulumi.yaml"), "utf8");
const programs = {
  "a managed identity": managed,
  "an Entra application": managed.replace(/userAssignedIdentity: .*/, "application: { displayName: Orders }"),
};

describe("a stack that was renamed", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  let workspace: Workspace | undefined;

  beforeEach(async () => {
    cloud = await startEmulator({ world: loadWorld(resolve(root, "emulator/world.yaml")) });
  });
  afterEach(async () => {
    workspace?.dispose();
    await cloud.stop();
  });

  for (const [identity, program] of Object.entries(programs)) {
    it(`keeps the credential of ${identity}: one of another name would meet it in Azure`, async () => {
      workspace = await createWorkspace({
        files: { "Pulumi.yaml": program },
        debugProviders: cloud.debugProviders,
      });
      succeeded(await workspace.up("--skip-preview"));
      const state = JSON.stringify(await workspace.exportDeployment());
      // The name has a hash of project and stack: this is what another stack would have made.
      const renamed = state.replaceAll(/orders-aks-prod-[0-9a-f]{8}/g, "orders-aks-prod-00000000");
      expect(renamed).not.to.equal(state);
      await workspace.importDeployment(JSON.parse(renamed));
      expect(moves(succeeded(await workspace.up("--skip-preview")))).to.deep.equal([]);
    });
  }
});
