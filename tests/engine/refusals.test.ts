import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";

const roleAssignment = "azure-native:authorization:RoleAssignment";
/** Children that have the same name in every run. */
const named = [
  "azure-native:managedidentity:FederatedIdentityCredential",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
];

/** What stands beside the errors of a run. */
function advice({ diagnostics }: Outcome): string[] {
  return diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);
}

describe("what Azure refuses in an update", function () {
  this.timeout(240_000);
  let cloud: Emulator;
  const openProgram = cloudForEachTest(ordersWorld, (made) => {
    cloud = made;
  });
  const open = (args: object) => openProgram(yamlProgram(args));

  it("is told with the right that is missing, beside Azure's own words; the next run goes on", async () => {
    cloud.world.denied = [roleAssignment];
    const { up } = await open(ordersArgs());
    const refused = await up();
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.text).to.match(/error: Status=403 Code="AuthorizationFailed" Message="The client/);
    const [text, ...rest] = advice(refused);
    expect(rest).to.deep.equal([]);
    expect(text).to.match(
      /^orders-grant-kv-shop-secrets-user: The deployer lacks the permission Microsoft\.Authorization\/roleAssignments\/write\..*--scope "[^"]*\/vaults\/kv-shop"$/,
    );
    cloud.world.denied = [];
    const again = await up();
    expect(again.exitCode, again.text).to.equal(0);
    expect(advice(again)).to.deep.equal([]);
  });

  it("is told with the command that takes back what was made and not recorded", async () => {
    const { up, import: takeBack, destroy } = await open(ordersArgs());
    const lost = new Set<string>();
    // Each is made, and the first time the engine is told that it was not.
    cloud.faultHook = ({ method, type }, moment) => {
      if (moment !== "done" || method !== "create" || !named.includes(type) || lost.has(type)) return;
      lost.add(type);
      throw new Error("no answer");
    };
    const taken: string[] = [];
    let last = await up("--skip-preview");
    for (let runs = 0; last.exitCode !== 0 && runs < 8; runs++) {
      for (const text of advice(last)) {
        const [, words = ""] = /pulumi import (.*? --generate-code=false)/.exec(text) ?? [];
        const args = words.split(" ").map((word) => word.replace(/^'(.*)'$/, "$1"));
        const imported = await takeBack(...args);
        expect(imported.exitCode, imported.text).to.equal(0);
        taken.push(args[0] ?? "");
      }
      last = await up("--skip-preview");
    }
    expect(last.exitCode, last.text).to.equal(0);
    expect(taken.sort()).to.deep.equal([...named].sort());
    expect((await destroy()).exitCode).to.equal(0);
    expect([...cloud.azure, ...cloud.kubernetes].map(({ id }) => id)).to.deep.equal([]);
  });

  it("is stopped in the preview where the account to annotate has another identity; our own may be replaced", async () => {
    const account = (annotations: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: theirs, namespace: shop, annotations: { ${annotations} } }
`;
    cloud.applyManifest(account("azure.workload.identity/client-id: somebody-else"));
    const args = { ...ordersArgs(), serviceAccount: { name: "theirs", management: "Annotate" } };
    const { preview, up, refresh, write } = await open(args);
    const refused = await preview();
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.text).to.include('while service account "shop/theirs" carries "somebody-else"');
    cloud.applyManifest(account(""));
    expect((await up()).exitCode).to.equal(0);
    expect((await refresh()).exitCode).to.equal(0);
    const same = await preview("--expect-no-changes");
    expect(same.exitCode, same.text).to.equal(0);
    args.userAssignedIdentity.name = "another";
    write(yamlProgram(args));
    const replaced = await up();
    expect(replaced.exitCode, replaced.text).to.equal(0);
    expect(replaced.summary.replace).to.be.greaterThan(0);
  });

  it("is told once for a cluster whose parts are off, in the preview and in the update", async () => {
    for (const cluster of cloud.world.clusters) Object.assign(cluster, { workloadIdentity: false });
    const { preview, up } = await open(ordersArgs());
    for (const run of [await preview(), await up("--skip-preview")]) {
      expect(run.exitCode, run.text).to.equal(0);
      expect(advice(run)).to.have.length(1);
      expect(advice(run)[0]).to.match(/--name aks-prod --enable-workload-identity$/);
    }
  });
});
