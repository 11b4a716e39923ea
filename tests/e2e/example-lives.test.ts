import { join, resolve } from "node:path";
import { expect } from "chai";
import { configOf } from "../../emulator/program";
import { exampleFiles, exampleWorld, moves, succeeded } from "../examples/support/example";
import { Scenario } from "./support/scenario";
import { sharedTestCluster } from "./support/test-cluster";
import type { Cluster } from "./test-cluster/cluster";

const examplesFolder = resolve(__dirname, "../../examples");

interface ExampleLife {
  readonly folder: string;
  /** How many resources there are, the component included. */
  readonly creates: number;
}

// Those that annotate, use an Entra application or another cloud are mounted in examples.test.ts, blue-green-typescript
// moves in moving.test.ts, gitops-typescript creates nothing in Kubernetes.
const examples: readonly ExampleLife[] = [
  { folder: "aks-walkthrough-typescript", creates: 12 },
  { folder: "cluster-outside-azure-yaml", creates: 6 },
  { folder: "managed-identity-yaml", creates: 8 },
  { folder: "minimal-yaml", creates: 8 },
  { folder: "orders-typescript", creates: 7 },
  { folder: "orders-yaml", creates: 7 },
  { folder: "several-vaults-yaml", creates: 12 },
  { folder: "shop-typescript", creates: 12 },
  { folder: "shop-yaml", creates: 12 },
];

for (const { folder, creates } of examples) {
  describe(`examples/${folder} with the real Kubernetes provider`, function () {
    this.timeout(180_000);
    let scenario: Scenario;
    let cluster: Cluster;

    before(async () => {
      const testCluster = await sharedTestCluster();
      cluster = testCluster.cluster("blue");
      const world = { ...exampleWorld(folder), kubeconfig: testCluster.kubeconfig("blue") };
      const config = configOf(join(examplesFolder, folder));
      scenario = await Scenario.prepare({ world, files: exampleFiles(folder), config });
    });
    after(() => scenario?.close());

    it("the preview shows everything, and the update creates that", async () => {
      const { workspace } = scenario;
      const preview = moves(succeeded(await workspace.preview()));
      expect(preview).to.have.length(creates);
      expect(await cluster.inventory()).to.deep.equal([]);
      expect(moves(succeeded(await workspace.up("--skip-preview")))).to.have.members(preview);
    });

    it("a second update and a refresh find no change", async () => {
      succeeded(await scenario.workspace.up("--skip-preview", "--expect-no-changes"));
      succeeded(await scenario.workspace.refresh("--expect-no-changes"));
    });

    it("destroy leaves nothing in the cluster", async () => {
      succeeded(await scenario.workspace.destroy("--skip-preview"));
      expect(await cluster.inventory()).to.deep.equal([]);
    });
  });
}
