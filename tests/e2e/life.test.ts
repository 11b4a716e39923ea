import { expect } from "chai";
import { stringify } from "yaml";
import { languages, type OrdersArgs, ordersArgs, ordersWorld } from "../engine/support/orders";
import { moves, succeeded } from "../examples/support/example";
import { Scenario } from "./support/scenario";
import type { Cluster } from "./test-cluster/cluster";

const className = "orders-kv-shop";
const children = [
  "orders",
  "orders-identity",
  "orders-credential-aks-prod",
  "orders-grant-kv-shop-secrets-user",
  "orders-service-account",
  "orders-secret-provider-class-kv-shop",
];

for (const [language, program] of Object.entries(languages)) {
  describe(`the life of a workload with the real Kubernetes provider (${language})`, function () {
    this.timeout(300_000);
    let scenario: Scenario;
    let cluster: Cluster;
    let args: OrdersArgs;

    before(async () => {
      args = ordersArgs();
      scenario = await Scenario.prepare({ world: ordersWorld(), files: program(args) });
      cluster = scenario.testCluster.cluster("blue");
    });
    after(() => scenario?.close());

    const providerClass = () =>
      cluster.get("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", "shop", className);
    const account = (name: string) => cluster.get("v1", "ServiceAccount", "shop", name);

    /** Applies the changed input and returns what moved; a second update has nothing to do. */
    async function change(edit: (args: OrdersArgs) => void): Promise<string[]> {
      const { workspace } = scenario;
      edit(args);
      workspace.write(program(args));
      const moved = moves(succeeded(await workspace.up("--skip-preview")));
      succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
      return moved;
    }

    it("the first preview shows every child and leaves the cluster empty", async () => {
      const preview = succeeded(await scenario.workspace.preview());
      expect(moves(preview)).to.have.members([...children, "deployment"].map((name) => `create ${name}`));
      expect(await cluster.inventory()).to.deep.equal([]);
    });

    it("the first update creates the children, the Deployment last, and waits for its pods", async () => {
      const up = succeeded(await scenario.workspace.up());
      expect(moves(up).at(-1)).to.equal("create deployment");
      const { status } = await cluster.get("apps/v1", "Deployment", "shop", "orders");
      expect(status).to.include({ availableReplicas: 1 });
    });

    it("a second update and a refresh find no change", async () => {
      const { workspace } = scenario;
      succeeded(await workspace.up("--expect-no-changes"));
      succeeded(await workspace.refresh("--expect-no-changes"));
      succeeded(await workspace.up("--expect-no-changes"));
    });

    it("a certificate more updates the SecretProviderClass in place", async () => {
      const { uid } = (await providerClass()).metadata;
      const moved = await change(({ keyVaults }) => {
        keyVaults["kv-shop"].objects["ca.pem"] = { objectName: "ca", objectType: "cert" };
      });
      expect(moved).to.have.members([
        "create orders-grant-kv-shop-reader",
        "update orders-secret-provider-class-kv-shop",
      ]);
      expect((await providerClass()).metadata.uid).to.equal(uid);
    });

    it("a renamed service account is created before the old one is deleted", async () => {
      const moved = await change((changed) => {
        changed.serviceAccount = { name: "orders-api" };
      });
      const order = ["create-replacement", "update", "delete-replaced"];
      const names = ["orders-service-account", "deployment", "orders-service-account"];
      const steps = order.map((op, i) => moved.indexOf(`${op} ${names[i]}`));
      expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
      const accounts = (await cluster.inventory()).filter((one) => one.startsWith("ServiceAccount"));
      expect(accounts).to.deep.equal(["ServiceAccount shop/orders-api"]);
    });

    it("an object that was deleted elsewhere fails the update until a refresh", async () => {
      const { workspace } = scenario;
      const path = await cluster.api.pathOf(
        "secrets-store.csi.x-k8s.io/v1",
        "SecretProviderClass",
        "shop",
        className,
      );
      await cluster.api.request(path, { method: "DELETE" });
      delete args.keyVaults["kv-shop"].objects["ca.pem"];
      workspace.write(program(args));
      for (const run of [workspace.preview, workspace.up]) {
        const { exitCode, text } = await run();
        expect(exitCode).to.not.equal(0);
        expect(text).to.contain(`unable to get cluster state: secretproviderclasses`);
      }
      succeeded(await workspace.refresh());
      const moved = moves(succeeded(await workspace.up("--skip-preview")));
      expect(moved).to.include("create orders-secret-provider-class-kv-shop");
      expect((await providerClass()).metadata).to.have.property("uid");
    });

    it("the service account is handed over without being deleted", async () => {
      const { uid, annotations } = (await account("orders-api")).metadata;
      const annotated = await change((changed) => {
        changed.serviceAccount = { name: "orders-api", management: "Annotate" };
      });
      expect(annotated).to.deep.equal(["create orders-service-account-patch"]);
      const metadata = { name: "orders-api", namespace: "shop", labels: { team: "shop" }, annotations };
      await cluster.apply(stringify({ apiVersion: "v1", kind: "ServiceAccount", metadata }), "argocd");
      succeeded(await scenario.workspace.up("--skip-preview", "--expect-no-changes"));
      const external = await change((changed) => {
        changed.serviceAccount = { name: "orders-api", management: "External" };
      });
      expect(external).to.have.members([
        "delete orders-service-account-patch",
        "discard orders-service-account",
      ]);
      expect((await account("orders-api")).metadata).to.deep.include({ uid, annotations });
    });

    it("destroy deletes everything but the account of the new owner", async () => {
      const destroyed = succeeded(await scenario.workspace.destroy("--skip-preview"));
      expect(moves(destroyed)[0]).to.equal("delete deployment");
      expect(await cluster.inventory()).to.deep.equal(["ServiceAccount shop/orders-api"]);
      expect(scenario.environment.cloud.azure).to.deep.equal([]);
    });
  });
}
