import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { componentType, packageSchema } from "../../src/input/schema";
import { prose } from "../component/support/prose";
import { languages, type OrdersArgs, ordersArgs, ordersWorld } from "./support/orders";
import type { Outcome } from "./support/outcome";
import { createWorkspace, type Workspace } from "./support/workspace";

const componentSpec = packageSchema.resources[componentType];

const children = [
  "orders",
  "orders-identity",
  "orders-credential-aks-prod",
  "orders-grant-kv-shop-secrets-user",
  "orders-service-account",
  "orders-secret-provider-class-kv-shop",
];

/** What moved: operation and name, without what stayed the same. */
function moves({ steps }: Outcome): string[] {
  return steps.filter(({ op }) => op !== "same" && op !== "refresh").map(({ op, name }) => `${op} ${name}`);
}

for (const [language, program] of Object.entries(languages)) {
  describe(`the life of a workload (${language})`, function () {
    this.timeout(300_000);
    let cloud: Emulator;
    let workspace: Workspace;
    let args: OrdersArgs;

    before(async () => {
      cloud = await startEmulator({ world: ordersWorld() });
      args = ordersArgs();
      workspace = await createWorkspace({ files: program(args), debugProviders: cloud.debugProviders });
    });
    after(async () => {
      workspace?.dispose();
      await cloud?.stop();
    });

    /** Applies the changed input and tells what moved. */
    async function change(edit: (args: OrdersArgs) => void): Promise<Outcome> {
      edit(args);
      workspace.write(program(args));
      cloud.clearCalls();
      const outcome = await workspace.up("--skip-preview");
      expect(outcome.exitCode, outcome.text).to.equal(0);
      return outcome;
    }

    it("shows every child and the whole access summary in the first preview", async () => {
      const preview = await workspace.preview();
      expect(preview.exitCode, preview.text).to.equal(0);
      expect(moves(preview)).to.have.members([...children, "deployment"].map((name) => `create ${name}`));
      expect(preview.outputs.subject).to.equal("system:serviceaccount:shop:orders");
      expect(prose(preview.outputs.trust)).to.equal(
        [
          'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
          "acts as a new user-assigned identity and can:",
          'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
          'Mounted from "kv-shop": db-password, tls.pem (object web-tls).',
          'Copied into Kubernetes Secret "orders-kv-shop-env" (DB_PASSWORD from db-password): readable by anyone who can read Secrets in "shop".',
          'Anyone who can create pods or service account tokens in "shop" can act as it too.',
        ].join("\n"),
      );
      expect(cloud.azure).to.deep.equal([]);
    });

    it("makes it, the deployment last", async () => {
      const up = await workspace.up();
      expect(up.exitCode, up.text).to.equal(0);
      expect(moves(up).at(-1)).to.equal("create deployment");
      const ended = (name: string) => {
        const call = cloud.calls.find((one) => !one.preview && one.method === "create" && one.name === name);
        if (!call) throw new Error(`${name} was not created`);
        return call;
      };
      const deployment = ended("deployment");
      for (const name of children.slice(1)) {
        expect(ended(name).endedAt, name).to.be.at.most(deployment.startedAt);
      }
      const [credential] = cloud.azure.filter(({ type }) => type.endsWith(":FederatedIdentityCredential"));
      expect(credential?.properties).to.deep.include({
        issuer: cloud.world.clusters[0]?.oidcIssuer?.issuerURL,
        subject: "system:serviceaccount:shop:orders",
        audiences: ["api://AzureADTokenExchange"],
      });
    });

    it("keeps all outputs of the component in its state", async () => {
      const state = await workspace.exportState();
      const stack = state.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
      const outputs = state.find(({ type }) => type === componentType)?.outputs ?? {};
      expect(Object.keys(outputs)).to.have.members(Object.keys(componentSpec?.properties ?? {}));
      expect(outputs).to.deep.include(stack);
      expect(outputs.volumes).to.have.length(1);
    });

    it("has nothing to do in a second update and after a refresh", async () => {
      expect(moves(await workspace.up("--expect-no-changes"))).to.deep.equal([]);
      const refresh = await workspace.refresh("--expect-no-changes");
      expect(refresh.exitCode, refresh.text).to.equal(0);
      expect(moves(await workspace.up("--expect-no-changes"))).to.deep.equal([]);
    });

    it("adds one assignment and updates one class for a certificate", async () => {
      const outcome = await change(({ keyVaults }) => {
        keyVaults["kv-shop"].objects["ca.pem"] = { objectName: "ca", objectType: "cert" };
      });
      expect(moves(outcome)).to.deep.equal([
        "create orders-grant-kv-shop-reader",
        "update orders-secret-provider-class-kv-shop",
      ]);
    });

    it("swaps blue for green: only the two credentials move", async () => {
      expect(
        moves(
          await change(({ clusters }) =>
            Object.assign(clusters, { "aks-green": { resourceGroupName: "platform" } }),
          ),
        ),
      ).to.deep.equal(["create orders-credential-aks-green"]);
      expect(moves(await change(({ clusters }) => delete clusters["aks-prod"]))).to.deep.equal([
        "delete orders-credential-aks-prod",
      ]);
      expect(
        moves(
          await change((changed) => {
            changed.clusters = { "aks-prod": { resourceGroupName: "platform" } };
          }),
        ),
      ).to.deep.equal(["create orders-credential-aks-prod", "delete orders-credential-aks-green"]);
    });

    it("renames the service account: its credentials and grants follow in place", async () => {
      const outcome = await change((changed) => {
        changed.serviceAccount = { name: "orders-api" };
      });
      expect(moves(outcome)).to.have.members([
        "update orders-credential-aks-prod",
        "update orders-grant-kv-shop-reader",
        "update orders-grant-kv-shop-secrets-user",
        "create-replacement orders-service-account",
        "replace orders-service-account",
        "update deployment",
        "delete-replaced orders-service-account",
      ]);
      expect(outcome.outputs.subject).to.equal("system:serviceaccount:shop:orders-api");
    });

    it("replaces the identity without a gap", async () => {
      const outcome = await change(({ userAssignedIdentity }) => {
        userAssignedIdentity.resourceGroupName = "shop-new";
      });
      const done = cloud.calls.filter(
        ({ method, preview }) => !preview && method !== "check" && method !== "diff",
      );
      const writes = done.filter(({ method }) => method === "create" || method === "update");
      const deletes = done.filter(({ method }) => method === "delete");
      expect(moves(outcome)).to.include.members([
        "create-replacement orders-identity",
        "create-replacement orders-credential-aks-prod",
        "create-replacement orders-grant-kv-shop-reader",
        "create-replacement orders-grant-kv-shop-secrets-user",
        "update orders-service-account",
        "update orders-secret-provider-class-kv-shop",
      ]);
      expect(deletes.map(({ name }) => name)).to.have.members([
        "orders-identity",
        "orders-credential-aks-prod",
        "orders-grant-kv-shop-reader",
        "orders-grant-kv-shop-secrets-user",
      ]);
      const lastWrite = Math.max(...writes.map(({ endedAt }) => endedAt));
      expect(Math.min(...deletes.map(({ startedAt }) => startedAt))).to.be.at.least(lastWrite);
    });

    it("narrows the grants to the objects, which shows in the assignments alone", async () => {
      const outcome = await change(({ keyVaults }) => {
        keyVaults["kv-shop"].roleScope = "Object";
      });
      expect(moves(outcome)).to.have.members([
        "create orders-grant-kv-shop-cert/ca",
        "create orders-grant-kv-shop-secret/db-password",
        "create orders-grant-kv-shop-secret/web-tls",
        "delete orders-grant-kv-shop-reader",
        "delete orders-grant-kv-shop-secrets-user",
      ]);
    });

    it("destroys to nothing, the deployment first", async () => {
      const outcome = await workspace.destroy();
      expect(outcome.exitCode, outcome.text).to.equal(0);
      expect(moves(outcome)[0]).to.equal("delete deployment");
      expect(cloud.azure).to.deep.equal([]);
      expect(cloud.kubernetes).to.deep.equal([]);
      expect(await workspace.exportState()).to.deep.equal([]);
    });
  });
}
