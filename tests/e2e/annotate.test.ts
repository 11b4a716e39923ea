import { expect } from "chai";
import { ordersArgs, ordersWorld, yamlProgram } from "../engine/support/orders";
import { succeeded } from "../examples/support/example";
import { Scenario } from "./support/scenario";
import type { Cluster } from "./test-cluster/cluster";

const files = yamlProgram({ ...ordersArgs(), serviceAccount: { management: "Annotate" } });
const clientId = "azure.workload.identity/client-id";

describe("a service account that exists, annotated with the real Kubernetes provider", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let cluster: Cluster;

  beforeEach(async () => {
    const metadata = { name: "orders", namespace: "shop", annotations: { team: "shop" } };
    const manifest = { apiVersion: "v1", kind: "ServiceAccount", metadata };
    const world = { ...ordersWorld(), kubernetesObjects: [{ manifest, fieldManager: "argocd" }] };
    scenario = await Scenario.prepare({ world, files });
    cluster = scenario.testCluster.cluster("blue");
    scenario.outputs = succeeded(await scenario.workspace.up("--skip-preview")).outputs;
  });
  afterEach(() => scenario?.close());

  const account = async () => (await cluster.get("v1", "ServiceAccount", "shop", "orders")).metadata;
  const deleteAccount = async () =>
    cluster.api.request(await cluster.api.pathOf("v1", "ServiceAccount", "shop", "orders"), {
      method: "DELETE",
    });

  it("it gets its annotations, and loses only those when the program is destroyed", async () => {
    const { uid, annotations } = await account();
    expect(annotations).to.have.property("team", "shop");
    expect(annotations).to.have.property(clientId);
    succeeded(await scenario.workspace.up("--skip-preview", "--expect-no-changes"));
    succeeded(await scenario.workspace.destroy("--skip-preview"));
    expect(await account()).to.deep.include({ uid, annotations: { team: "shop" } });
  });

  it("the first refresh reports the account that the program only reads, the second nothing", async () => {
    const { workspace } = scenario;
    const { exitCode, text } = await workspace.refresh("--expect-no-changes");
    expect(exitCode, text).to.not.equal(0);
    succeeded(await workspace.refresh("--expect-no-changes"));
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
  });

  it("an account that has vanished is left behind empty by destroy, unless a refresh comes first", async () => {
    const { workspace } = scenario;
    await deleteAccount();
    succeeded(await workspace.refresh());
    succeeded(await workspace.destroy("--skip-preview"));
    expect(await cluster.inventory()).to.deep.equal([]);
  });
});
