import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { decodeJwt } from "jose";
import { parse } from "yaml";
import { loadWorld } from "../../emulator";
import type { KubernetesObject } from "../../emulator/kubernetes/object-kind";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { tenantId } from "../examples/support/surroundings";
import { type Environment, openEnvironment } from "./end-to-end";
import { requestPodTokens } from "./kubelet/pod-tokens";
import type { RunningPod } from "./kubelet/running-pod";
import { issuers, sharedTestCluster } from "./support/test-cluster";
import type { TestCluster } from "./test-cluster/test-cluster";

const checkout = resolve(__dirname, "../..");
const password = "p@ss\nword with a newline\n";
const pem = "-----BEGIN PRIVATE KEY-----\nnot one\n-----END PRIVATE KEY-----\n";

/** What `npm run preview` finds, with contents in the vault and the cluster's real issuer. */
function world() {
  const found = loadWorld(resolve(checkout, "emulator/world.yaml"));
  const [cluster] = found.clusters;
  const [vault] = found.vaults;
  if (!cluster || !vault) throw new Error("the world has no cluster or no vault");
  cluster.oidcIssuer = { enabled: true, issuerURL: issuers.blue };
  const secret = (name: string, value: string) => ({ name, versions: [{ value }] });
  vault.objects = { secrets: [secret("db-password", password), secret("web-tls", pem)] };
  return found;
}

describe("the program of the README, from its first resource to the mounted file", function () {
  this.timeout(180_000);
  let testCluster: TestCluster;
  let environment: Environment;
  let workspace: Workspace;
  let pod: KubernetesObject;
  let running: RunningPod;

  before(async () => {
    testCluster = await sharedTestCluster();
    environment = await openEnvironment(testCluster, world());
    const program = readFileSync(resolve(checkout, "Pulumi.yaml"), "utf8");
    const { debugProviders } = environment.cloud;
    workspace = await createWorkspace({
      files: { "Pulumi.yaml": program },
      debugProviders,
      ...testCluster.deployer,
    });
    const up = await workspace.up("--skip-preview");
    expect(up.exitCode, up.text).to.equal(0);
    pod = await testCluster.cluster("blue").podOf("shop", { app: "orders" });
    running = await environment.start("blue", pod);
  });
  after(async () => {
    workspace?.dispose();
    await environment?.close();
  });

  it("the webhook admits the pods of the README's program and gives them its variables", () => {
    const { containers } = pod.spec as { containers: { env: { name: string; value?: string }[] }[] };
    const env = Object.fromEntries((containers[0]?.env ?? []).map(({ name, value }) => [name, value]));
    const account = environment.cloud.azure.find(({ type }) => type.endsWith(":UserAssignedIdentity"));
    expect(env).to.include({ AZURE_CLIENT_ID: account?.properties.clientId, AZURE_TENANT_ID: tenantId });
    expect(env).to.have.any.keys("AZURE_FEDERATED_TOKEN_FILE");
  });

  it("the pod's token has the issuer and subject that the credential names", async () => {
    const audience = "api://AzureADTokenExchange";
    const tokens = await requestPodTokens(testCluster.cluster("blue"), pod, [{ audience }]);
    expect(decodeJwt(tokens[audience]?.token ?? "")).to.deep.include({
      iss: issuers.blue,
      sub: "system:serviceaccount:shop:orders",
      aud: [audience],
    });
  });

  it("the volume holds what the vault holds, byte for byte", () => {
    const files = running.volumes["secrets-store-kv-shop"] ?? {};
    expect(files).to.have.all.keys("db-password", "tls.pem");
    expect(files["db-password"]?.content.toString()).to.equal(password);
    expect(files["tls.pem"]?.content.toString()).to.equal(pem);
    expect(files["db-password"]?.mode).to.equal(0o644);
  });

  it("the environment is filled from the Secret that the driver writes", () => {
    expect(running.env).to.deep.equal({ DB_PASSWORD: password });
    expect(running.secrets.map(({ name, type }) => [name, type])).to.deep.equal([
      ["orders-kv-shop-env", "Opaque"],
    ]);
  });

  it("a second update has nothing to do: what webhook and API server add is not the program's", async () => {
    const again = await workspace.up("--skip-preview", "--expect-no-changes");
    expect(again.exitCode, again.text).to.equal(0);
  });

  it("a field that the Kubernetes provider does not know is refused: the outputs fit its real types", async () => {
    const program = parse(readFileSync(resolve(checkout, "Pulumi.yaml"), "utf8"));
    program.resources.deployment.properties.spec.template.spec.volumez = [];
    workspace.write({ "Pulumi.yaml": JSON.stringify(program) });
    const refused = await workspace.up("--skip-preview");
    expect(refused.exitCode).not.to.equal(0);
    expect(refused.text).to.contain("Property volumez does not exist on 'kubernetes:core/v1:PodSpec'");
  });
});
