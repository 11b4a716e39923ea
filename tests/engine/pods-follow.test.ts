import { expect } from "chai";
import { parse, stringify } from "yaml";
import { type Emulator, startEmulator } from "../../emulator";
import { moves } from "../examples/support/example";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import { createWorkspace, type Workspace } from "./support/workspace";

/** The README's program, whose pods carry the output `podAnnotations`. */
function program(args: object): Record<string, string> {
  const project = parse(yamlProgram(args)["Pulumi.yaml"] ?? "");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
  project.resources.deployment.properties.spec.template.metadata.annotations = "${orders.podAnnotations}";
  return { "Pulumi.yaml": stringify(project) };
}

describe("a Deployment with the output podAnnotations", function () {
  this.timeout(300_000);
  const args = ordersArgs();
  const vault: Record<string, unknown> = args.keyVaults["kv-shop"];
  let cloud: Emulator;
  let workspace: Workspace;

  before(async () => {
    cloud = await startEmulator({ world: ordersWorld() });
    workspace = await createWorkspace({ files: program(args), debugProviders: cloud.debugProviders });
    const up = await workspace.up("--skip-preview");
    expect(up.exitCode, up.text).to.equal(0);
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  const changed = async (...flags: string[]) => {
    workspace.write(program(args));
    const preview = await workspace.preview(...flags);
    expect(preview.exitCode, preview.text).to.equal(0);
    return preview;
  };

  it("replaces its pods when an object is added, after the class, and the preview shows nothing else", async () => {
    args.keyVaults["kv-shop"].objects["web-ca"] = {};
    const preview = await changed("--diff");
    expect(moves(preview)).to.deep.equal([
      "update orders-secret-provider-class-kv-shop",
      "update deployment",
    ]);
    expect(preview.text).to.match(/checksum\/workload-identity.*"[0-9a-f]{64}" => "[0-9a-f]{64}"/);
    const [, objects = ""] = /objects: \(yaml\) \{([\s\S]*?)\n\s*annotations|$/.exec(preview.text) ?? [];
    expect(objects).to.include('+ objectName: "web-ca"');
    expect(objects.match(/~ \[\d+\]/g)).to.equal(null);
    expect((await workspace.up("--skip-preview")).exitCode).to.equal(0);
  });

  it("keeps its pods when only a label of the class changes", async () => {
    vault.secretProviderClass = { labels: { team: "shop" } };
    const preview = await changed();
    expect(moves(preview)).to.deep.equal(["update orders-secret-provider-class-kv-shop"]);
    expect((await workspace.up("--skip-preview")).exitCode).to.equal(0);
  });

  it("replaces its pods when the service account no longer gives them an API token", async () => {
    args.serviceAccount = { automountServiceAccountToken: false };
    const preview = await changed();
    expect(moves(preview)).to.deep.equal(["update orders-service-account", "update deployment"]);
  });

  it("keeps its pods when nothing has changed", async () => {
    args.serviceAccount = undefined;
    expect(moves(await changed())).to.deep.equal([]);
  });
});
