import { expect } from "chai";
import { importCommands } from "../engine/support/interrupted-runs-page";
import { ordersArgs, ordersWorld, yamlProgram } from "../engine/support/orders";
import { moves, succeeded } from "../examples/support/example";
import { Scenario } from "./support/scenario";

const recovered = [
  ["kubernetes:core/v1:ServiceAccount", "shop/orders"],
  ["kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "shop/orders-kv-shop"],
] as const;

describe("recovery with the real Kubernetes provider", function () {
  this.timeout(180_000);
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.prepare({ world: ordersWorld(), files: yamlProgram(ordersArgs()) });
  });
  afterEach(() => scenario?.close());

  for (const [type, id] of recovered) {
    it(`${id}, which a killed run created and did not record, is imported as docs/interrupted-runs.md says`, async () => {
      const { workspace } = scenario;
      succeeded(await workspace.up("--skip-preview"));
      const deployment = await workspace.exportDeployment();
      const { resources = [] } = deployment;
      const lost = resources.find((one) => one.type === type && one.id === id);
      // What depends on it was recorded nevertheless.
      const kept = resources
        .filter((one) => one !== lost)
        .map((one) => ({ ...one, ...withoutDependency(one, lost?.urn ?? "") }));
      await workspace.importDeployment({ ...deployment, resources: kept });
      const command = importCommands.find((one) => one.type === type && one.id.test(id));
      const component = resources.find(({ urn }) => urn.endsWith("::orders"))?.urn ?? "";
      const { exitCode, text } = await workspace.import(...(command?.args(id, component) ?? []));
      expect(exitCode, text).to.equal(0);
      const moved = moves(succeeded(await workspace.up("--skip-preview")));
      expect(moved.filter((one) => /create|replace|delete/.test(one))).to.deep.equal([]);
      succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    });
  }

  it("a cluster that does not answer passes the preview and fails the update, which goes on when it answers", async () => {
    const { workspace, testCluster } = scenario;
    await workspace.configure({ "kubernetes:kubeconfig": unreachable(testCluster.kubeconfig("blue")) });
    succeeded(await workspace.preview());
    const failed = await workspace.up("--skip-preview");
    expect(failed.exitCode).to.not.equal(0);
    expect(failed.text).to.contain("configured Kubernetes cluster is unreachable");
    expect(scenario.environment.cloud.azure).to.not.deep.equal([]);
    await workspace.configure({ "kubernetes:kubeconfig": testCluster.kubeconfig("blue") });
    succeeded(await workspace.up("--skip-preview"));
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
  });
});

interface Dependent {
  readonly dependencies?: string[];
  readonly propertyDependencies?: Record<string, string[]>;
}

function withoutDependency(resource: object, urn: string): Dependent {
  const { dependencies = [], propertyDependencies = {} } = resource as Dependent;
  const others = (urns: string[] | null) => (urns ?? []).filter((one) => one !== urn);
  return {
    dependencies: others(dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([name, urns]) => [name, others(urns)]),
    ),
  };
}

function unreachable(kubeconfig: string): string {
  const config = JSON.parse(kubeconfig);
  for (const { cluster } of config.clusters) cluster.server = "https://127.0.0.1:1";
  return JSON.stringify(config);
}
