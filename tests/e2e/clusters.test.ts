import { expect } from "chai";
import { refusal } from "../emulator/provider-client";
import { surroundings } from "../examples/support/surroundings";
import { program, Scenario } from "./support/scenario";
import { aks, issuers } from "./support/test-cluster";
import { secret } from "./support/vault-contents";

const aksProd = aks("aks-prod", "blue");
const world = surroundings({
  clusters: [aksProd],
  namespaces: ["shop"],
  vaults: [
    {
      resourceGroupName: "shop",
      name: "kv-shop",
      enableRbacAuthorization: true,
      objects: { secrets: [secret("db-password", "the password")] },
    },
  ],
});
const orders = (clusters: object) =>
  program("orders", {
    namespace: "shop",
    clusters,
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } },
  });
const lookedUp = { resourceGroupName: "platform" };

describe("a workload of two clusters", function () {
  this.timeout(180_000);
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.open({ world, files: orders({ "aks-prod": lookedUp }) });
    // The program's provider means the first cluster. Argo CD brings the same objects into the second.
    for (const manifest of Object.values(scenario.outputs.manifests as Record<string, string>)) {
      await scenario.testCluster.cluster("green").apply(manifest, "argocd");
    }
  });
  after(() => scenario?.close());

  const mounts = async (cluster: "blue" | "green") => {
    const { volumes } = await scenario.start(cluster);
    const file = volumes["secrets-store-kv-shop"]?.["db-password"];
    expect(file?.content.toString(), cluster).to.equal("the password");
  };
  const isRefused = async (cluster: "blue" | "green") =>
    expect(await refusal(scenario.start(cluster)))
      .to.contain("AADSTS700211")
      .and.to.contain(issuers[cluster]);

  it("a pod mounts in the cluster that the program names, and in no other", async () => {
    await mounts("blue");
    await isRefused("green");
  });

  it("pods mount in both clusters when both are named, one by its issuer, with manifests that Argo CD applied", async () => {
    await scenario.up(orders({ "aks-prod": lookedUp, "eks-demo": { oidcIssuerUrl: issuers.green } }));
    await mounts("blue");
    await mounts("green");
  });

  it("a cluster that is taken out mounts no more, and the other one goes on", async () => {
    await scenario.up(orders({ "eks-demo": { oidcIssuerUrl: issuers.green } }));
    await isRefused("blue");
    await mounts("green");
  });

  it("a cluster that keeps its name and changes its issuer mounts with the new one", async () => {
    await scenario.up(orders({ "eks-demo": { oidcIssuerUrl: issuers.blue } }));
    await mounts("blue");
    await isRefused("green");
  });
});
