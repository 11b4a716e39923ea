import { expect } from "chai";
import { stringify } from "yaml";
import { exampleFiles, moves, succeeded } from "../examples/support/example";
import { surroundings } from "../examples/support/surroundings";
import { Scenario } from "./support/scenario";
import { aks, type ClusterName, sharedTestCluster } from "./support/test-cluster";
import type { TestCluster } from "./test-cluster/test-cluster";

const world = surroundings({
  clusters: [aks("aks-blue", "blue"), aks("aks-green", "green")],
  vaults: [{ name: "kv-shop", resourceGroupName: "shop", enableRbacAuthorization: true }],
  namespaces: ["shop"],
});
const objects = ["SecretProviderClass shop/orders-kv-shop", "ServiceAccount shop/orders"];

/** A workload whose Kubernetes provider is configured like this. */
function program(provider: object): Record<string, string> {
  const orders = {
    type: "azure-workload-identity:KeyVaultWorkloadIdentity",
    properties: {
      namespace: "shop",
      clusters: {
        "aks-blue": { resourceGroupName: "platform" },
        "aks-green": { resourceGroupName: "platform" },
      },
      userAssignedIdentity: { resourceGroupName: "shop" },
      keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } },
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
    options: { providers: ["${cluster}"] },
  };
  const cluster = { type: "pulumi:providers:kubernetes", properties: provider };
  return { "Pulumi.yaml": stringify({ name: "moving", runtime: "yaml", resources: { cluster, orders } }) };
}

describe("a workload that moves to another cluster", function () {
  this.timeout(300_000);
  let testCluster: TestCluster;
  let scenario: Scenario;

  before(async () => {
    testCluster = await sharedTestCluster();
  });
  afterEach(() => scenario?.close());

  const inventory = async (name: ClusterName) => (await testCluster.cluster(name).inventory()).sort();

  /** What moved when the provider's configuration changed. */
  async function move(from: object, to: object): Promise<string[]> {
    scenario = await Scenario.open({ world, files: program(from) });
    expect(await inventory("blue")).to.deep.equal(objects);
    scenario.workspace.write(program(to));
    return moves(succeeded(await scenario.workspace.up("--skip-preview")));
  }

  it("by the context alone: nothing moves, and destroy reports deletions that do not happen", async () => {
    expect(await move({ context: "blue" }, { context: "green" })).to.deep.equal([]);
    expect(await inventory("green")).to.deep.equal([]);
    const destroyed = moves(succeeded(await scenario.workspace.destroy("--skip-preview")));
    expect(destroyed).to.include("delete orders-service-account");
    expect(await inventory("blue")).to.deep.equal(objects);
  });

  const ways: Record<string, (cluster: ClusterName) => object> = {
    "by the text of its kubeconfig": (cluster) => ({ kubeconfig: testCluster.kubeconfig(cluster) }),
    "by a context with a clusterIdentifier": (cluster) => ({ context: cluster, clusterIdentifier: cluster }),
  };
  for (const [way, provider] of Object.entries(ways)) {
    it(`${way}: every object is created in the new cluster, and then deleted in the old one`, async () => {
      const moved = await move(provider("blue"), provider("green"));
      for (const name of ["orders-service-account", "orders-secret-provider-class-kv-shop"]) {
        const [created, deleted] = ["create-replacement", "delete-replaced"].map((op) =>
          moved.indexOf(`${op} ${name}`),
        );
        expect(created, name)
          .to.be.at.least(0)
          .and.below(deleted as number);
      }
      expect(await inventory("green")).to.deep.equal(objects);
      expect(await inventory("blue")).to.deep.equal([]);
      succeeded(await scenario.workspace.destroy("--skip-preview"));
      expect(await inventory("green")).to.deep.equal([]);
    });
  }

  it("examples/blue-green-typescript: green joins and blue leaves, and the other one never changes", async () => {
    const files = exampleFiles("blue-green-typescript");
    const config = (contexts: object) => ({ "blue-green:contexts": contexts });
    scenario = await Scenario.open({ world, files, config: config({ "aks-blue": "blue" }) });
    const { workspace } = scenario;
    const blue = await inventory("blue");
    expect(blue).to.include("Deployment shop/orders");

    await workspace.configure(config({ "aks-blue": "blue", "aks-green": "green" }));
    const joined = moves(succeeded(await workspace.up("--skip-preview")));
    expect(joined.filter((one) => !/^create .*aks-green/.test(one))).to.deep.equal([]);
    expect(await inventory("blue")).to.deep.equal(blue);
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));

    const green = await inventory("green");
    await workspace.configure(config({ "aks-green": "green" }));
    const left = moves(succeeded(await workspace.up("--skip-preview")));
    expect(left.filter((one) => !/^delete .*aks-blue/.test(one))).to.deep.equal([]);
    expect(left.at(-1)).to.match(/credential-aks-blue$|^delete orders-aks-blue$/);
    expect(await inventory("blue")).to.deep.equal([]);
    expect(await inventory("green")).to.deep.equal(green);

    succeeded(await workspace.destroy("--skip-preview"));
    expect(await inventory("green")).to.deep.equal([]);
  });
});
