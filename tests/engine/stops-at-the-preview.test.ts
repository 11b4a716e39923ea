import { expect } from "chai";
import { parse, stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { languages, ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";

function errorsOf({ diagnostics }: Outcome): string {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message)
    .join("\n");
}

describe("what stops a preview", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  const open = cloudForEachTest(ordersWorld, (made) => {
    cloud = made;
  });

  for (const [language, program] of Object.entries(languages)) {
    it(`an OIDC issuer that is off and a vault with access policies, both told at once (${language})`, async () => {
      for (const cluster of cloud.world.clusters) cluster.oidcIssuer = { enabled: false, issuerURL: "" };
      for (const vault of cloud.world.vaults) vault.enableRbacAuthorization = false;
      const preview = await (await open(program(ordersArgs()))).preview();
      expect(preview.exitCode).to.not.equal(0);
      const errors = errorsOf(preview);
      expect(errors).to.include(
        "az aks update --resource-group platform --name aks-prod --enable-oidc-issuer",
      );
      expect(errors).to.include('keyVaults["kv-shop"].permissionModel');
      expect(errors).to.include("2 invalid inputs");
      expect(errors.split("--enable-oidc-issuer"), "it is reported once").to.have.length(2);
      expect(errors, "no stack trace").to.not.match(/\n\s+at /);
      expect(cloud.calls.filter(({ method }) => method === "create")).to.deep.equal([]);
    });

    it(`a vault of another tenant (${language})`, async () => {
      for (const vault of cloud.world.vaults) vault.tenantId = "11111111-1111-1111-1111-111111111111";
      const preview = await (await open(program(ordersArgs()))).preview();
      expect(errorsOf(preview)).to.include("the vault is in tenant 11111111-1111-1111-1111-111111111111");
    });

    it(`several wrong inputs, each with its path, what was received and what is allowed (${language})`, async () => {
      const args = ordersArgs();
      args.namespace = "Shop";
      args.keyVaults["kv-shop"].objects["ca.pem"] = {};
      args.keyVaults["kv-shop"].env.TOKEN = "db-pasword";
      const preview = await (await open(program(args))).preview();
      expect(preview.exitCode).to.not.equal(0);
      const errors = errorsOf(preview);
      expect(errors).to.include("3 invalid inputs");
      expect(errors).to.match(/namespace\W+ ?(has a problem: )?must be a namespace.* but is "Shop"/);
      expect(errors).to.match(/keyVaults\["kv-shop"\]\.objects\["ca\.pem"\]\.objectName.* but is "ca\.pem"/);
      expect(errors).to.match(
        /keyVaults\["kv-shop"\]\.env\.TOKEN.*no file "db-pasword" is mounted.*Did you mean "db-password"\?/,
      );
      expect(preview.steps.map(({ name }) => name)).to.not.include("orders-identity");
    });

    it(`goes on with a warning while the cluster does not exist, and stops the update (${language})`, async () => {
      const { clusters } = cloud.world;
      cloud.world.clusters = [];
      const { preview, up } = await open(program(ordersArgs()));
      const first = await preview();
      expect(first.exitCode, first.text).to.equal(0);
      expect(first.diagnostics.map(({ severity, message }) => `${severity}: ${message}`).join()).to.include(
        'clusters["aks-prod"]: AKS cluster "aks-prod" in resource group "platform" does not exist',
      );
      expect(first.steps.map(({ name }) => name)).to.include("orders-credential-aks-prod");
      const update = await up("--skip-preview");
      expect(update.exitCode).to.not.equal(0);
      expect(errorsOf(update)).to.include("does not exist");
      expect(cloud.azure).to.deep.equal([]);
      cloud.world.clusters = clusters;
    });
  }

  it("a service account to annotate that is not there", async () => {
    const args = { ...ordersArgs(), serviceAccount: { name: "elsewhere", management: "Annotate" } };
    const preview = await (await open(yamlProgram(args))).preview();
    expect(preview.exitCode).to.not.equal(0);
    expect(errorsOf(preview)).to.include("resource 'shop/elsewhere' does not exist");
    expect(cloud.azure).to.deep.equal([]);
  });

  it("a faulty component, without blame for one that was constructed at the same time", async () => {
    const args = ordersArgs();
    const vault = cloud.world.vaults[0];
    if (!vault) throw new Error("the world has a vault");
    cloud.world.vaults.push({ ...vault, name: "kv-old", enableRbacAuthorization: false });
    const faulty = { ...args, keyVaults: { "kv-old": args.keyVaults["kv-shop"] } };
    const program = parse(yamlProgram(args)["Pulumi.yaml"] ?? "");
    program.resources.faulty = parse(yamlProgram(faulty)["Pulumi.yaml"] ?? "").resources.orders;
    const both = stringify(program);
    const preview = await (await open({ "Pulumi.yaml": both })).preview();
    const errors = errorsOf(preview);
    expect(errors).to.include("resource 'faulty' has a problem");
    expect(errors).to.not.include("'orders'");
  });

  it("a secret namespace, whose value is not shown", async () => {
    const args = { ...ordersArgs(), namespace: { "fn::secret": "HUSH-secret-marker" } };
    const preview = await (await open(yamlProgram(args))).preview();
    expect(errorsOf(preview)).to.include("must not be a secret");
    expect(preview.text).to.not.include("HUSH-secret-marker");
  });
});
