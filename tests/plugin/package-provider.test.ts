import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PackageProvider } from "../../src/plugin/package-provider";

const root = join(__dirname, "..", "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const construct = (inputs: pulumi.Inputs, provider = new PackageProvider()) =>
  provider.construct("orders", "azure-workload-identity:index:KeyVaultWorkloadIdentity", inputs, {}).then(
    () => expect.fail("the component was created"),
    (error) => error,
  );

describe("the provider of the package", () => {
  it("serves the committed schema as it is", () => {
    expect(new PackageProvider().schema).to.equal(readFileSync(join(root, "schema.json"), "utf8"));
  });

  it("has the version of the package", () => {
    expect(new PackageProvider().version).to.equal(manifest.version);
  });

  it("reports twenty of thousands of invalid inputs, since more would not get through to the engine", async () => {
    const podLabels = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`a b ${index}`, ""]));
    const error = await construct({ namespace: "Shop", podLabels });
    expect(pulumi.InputPropertiesError.isInstance(error)).to.equal(true);
    expect(error.message).to.equal("3002 invalid inputs, of which the first 20 are");
    expect(error.errors).to.have.length(20);
  });

  const vault = { resourceGroupName: "g", objects: { db: {} } };
  const mistakes: Record<string, pulumi.Inputs> = {
    "keyVaults.kv1.objects.db": { keyVaults: { kv1: { ...vault, objects: { db: null }, env: { A: "db" } } } },
    "keyVaults.kv1.env.A": { keyVaults: { kv1: { ...vault, env: { A: null } } } },
    "keyVaults.kv1.resourceGroup": { keyVaults: { kv1: { objects: vault.objects, resourceGroup: "g" } } },
    "clusters.aks.resourceGroup": { clusters: { aks: { resourceGroup: "g" } } },
    "userAssignedIdentity.resourceGroup": { userAssignedIdentity: { resourceGroup: "g" } },
    userAssignedIdentitty: { userAssignedIdentity: undefined, userAssignedIdentitty: {} },
    namespace: { namespace: null },
  };
  for (const [path, mistake] of Object.entries(mistakes)) {
    it(`reports one mistake at ${path} as one invalid input`, async () => {
      const valid = { namespace: "shop", userAssignedIdentity: { resourceGroupName: "g" } };
      const error = await construct({ ...valid, ...mistake });
      expect(error.message).to.equal("1 invalid input");
      expect(error.errors.map(({ propertyPath }: { propertyPath: string }) => propertyPath)).to.deep.equal([
        `\`${path}\``,
      ]);
    });
  }

  it("reports the sentences of the rule, with the remedy", async () => {
    const error = await construct({ namespace: "shop" });
    expect(error.errors).to.deep.equal([
      {
        propertyPath: "`userAssignedIdentity`",
        reason:
          "no identity is given. The pods act as one identity: give userAssignedIdentity or application.",
      },
    ]);
  });

  it("ends with the program's own error where an input failed", async () => {
    const own = new Error("the program's own error");
    const error = await construct({
      namespace: pulumi.output(Promise.reject(own)),
      userAssignedIdentity: { resourceGroupName: "shop" },
    });
    expect(error).to.equal(own);
  });

  describe("to which engines attach one after the other", () => {
    after(() => pulumi.runtime.resetOptions("", "", -1, "", "", false, ""));

    const attach = (address: string) =>
      // An internal of the SDK: its own mocks have no address.
      pulumi.runtime.setMockOptions({ getChannel: () => ({ getTarget: () => address }) });

    it("answers the next one, whatever the last one left unfinished", async () => {
      const provider = new PackageProvider();
      attach("127.0.0.1:1");
      construct({ namespace: pulumi.output(new Promise<string>(() => {})) }, provider);
      attach("127.0.0.1:2");
      const error = await construct({ namespace: "Shop" }, provider);
      expect(error.message).to.equal("2 invalid inputs");
    });

    it("waits, with an error, for the other components of the same program", async () => {
      const provider = new PackageProvider();
      let arrive: (namespace: string) => void = () => {};
      attach("127.0.0.1:3");
      const ended: string[] = [];
      const slow = construct(
        { namespace: pulumi.output(new Promise<string>((resolve) => (arrive = resolve))) },
        provider,
      ).then(() => ended.push("slow"));
      const faulty = construct({ namespace: "Shop" }, provider).then(() => ended.push("faulty"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(ended).to.deep.equal([]);
      arrive("Shop");
      await Promise.all([slow, faulty]);
      expect(ended).to.deep.equal(["slow", "faulty"]);
    });
  });

  it("refuses a type that it does not have", async () => {
    const refused = await new PackageProvider()
      .construct("orders", "azure-workload-identity:index:Other", {}, {})
      .then(() => "", String);
    expect(refused).to.equal(
      "Error: This package has no resource of type azure-workload-identity:index:Other.",
    );
  });
});
