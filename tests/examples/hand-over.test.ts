import { expect } from "chai";
import { stringify } from "yaml";
import { type Emulator, startEmulator } from "../../emulator";
import { ordersArgs, yamlProgram } from "../engine/support/orders";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { moves, only, succeeded } from "./support/example";
import { aksCluster, surroundings } from "./support/surroundings";

describe("handing the service account over", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  let workspace: Workspace;

  before(async () => {
    const world = surroundings({
      clusters: [aksCluster("aks-prod")],
      vaults: [{ name: "kv-shop", resourceGroupName: "shop", enableRbacAuthorization: true }],
      namespaces: ["shop"],
    });
    cloud = await startEmulator({ world });
    const { debugProviders } = cloud;
    workspace = await createWorkspace({ files: program("Create"), debugProviders });
    succeeded(await workspace.up("--skip-preview"));
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  function program(management: string) {
    return yamlProgram({ ...ordersArgs(), serviceAccount: { management } });
  }

  function account() {
    return only(cloud.kubernetes, "ServiceAccount").metadata as {
      uid: string;
      annotations: Record<string, string>;
      labels?: Record<string, string>;
    };
  }

  /** Applies it and tells what moved; nobody may delete an account meanwhile. */
  async function change(management: string): Promise<string[]> {
    workspace.write(program(management));
    cloud.clearCalls();
    const up = succeeded(await workspace.up("--skip-preview"));
    expect(
      cloud.calls.filter(({ method, type }) => method === "delete" && type.endsWith(":ServiceAccount")),
    ).to.deep.equal([]);
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    return moves(up);
  }

  it("lets go of an account that it made, without deleting it", async () => {
    const { uid, annotations } = account();
    expect(await change("Annotate")).to.deep.equal(["create orders-service-account-patch"]);
    expect(account()).to.deep.include({ uid, annotations });
  });

  it("goes on beside the new owner, and then leaves the account to it", async () => {
    const { uid, annotations } = account();
    const metadata = { name: "orders", namespace: "shop", labels: { team: "shop" }, annotations };
    cloud.applyManifest(stringify({ apiVersion: "v1", kind: "ServiceAccount", metadata }));
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    expect(await change("External")).to.have.members([
      "delete orders-service-account-patch",
      "discard orders-service-account",
    ]);
    expect(account()).to.deep.include({ uid, annotations, labels: { team: "shop" } });
  });

  it("leaves the account when everything else goes", async () => {
    const { uid, annotations } = account();
    succeeded(await workspace.destroy("--skip-preview"));
    expect(account()).to.deep.include({ uid, annotations });
    expect(cloud.azure).to.deep.equal([]);
  });
});
