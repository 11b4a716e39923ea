import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PackageProvider } from "../../src/plugin/package-provider";

const root = join(__dirname, "..", "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("PackageProvider", () => {
  it("serves the committed schema as it is", () => {
    expect(new PackageProvider().schema).to.equal(readFileSync(join(root, "schema.json"), "utf8"));
  });

  it("has the version of the package", () => {
    expect(new PackageProvider().version).to.equal(manifest.version);
  });

  const construct = (inputs: pulumi.Inputs) =>
    new PackageProvider()
      .construct("orders", "azure-workload-identity:index:KeyVaultWorkloadIdentity", inputs, {})
      .then(
        () => expect.fail("the component was made"),
        (error) => error,
      );

  it("tells twenty of thousands of mistakes: more would not get through to the engine", async () => {
    const podLabels = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`a b ${index}`, ""]));
    const error = await construct({ namespace: "Shop", podLabels });
    expect(pulumi.InputPropertiesError.isInstance(error)).to.equal(true);
    expect(error.message).to.equal("3002 inputs to mend, the first 20 of them");
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
    it(`tells one mistake once (${path})`, async () => {
      const right = { namespace: "shop", userAssignedIdentity: { resourceGroupName: "g" } };
      const error = await construct({ ...right, ...mistake });
      expect(error.message).to.equal("1 input to mend");
      expect(error.errors.map(({ propertyPath }: { propertyPath: string }) => propertyPath)).to.deep.equal([
        `\`${path}\``,
      ]);
    });
  }

  it("ends with the program's own error where an input failed", async () => {
    const own = new Error("the program's own error");
    const error = await construct({
      namespace: pulumi.output(Promise.reject(own)),
      userAssignedIdentity: { resourceGroupName: "shop" },
    });
    expect(error).to.equal(own);
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
