import { readFileSync } from "node:fs";
import { join } from "node:path";
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

  it("refuses a type that it does not have", async () => {
    const refused = await new PackageProvider()
      .construct("orders", "azure-workload-identity:index:Other", {}, {})
      .then(() => "", String);
    expect(refused).to.equal(
      "Error: This package has no resource of type azure-workload-identity:index:Other.",
    );
  });
});
