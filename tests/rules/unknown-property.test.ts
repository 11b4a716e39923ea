import { expect } from "chai";
import { componentInputs, packageSchema, positionsIn } from "../../src/input/schema";
import { formatIssue } from "../../src/rules/issue";
import { nearest } from "../../src/rules/near";
import { unknownProperty } from "../../src/rules/unknown-property";

const positions = positionsIn(componentInputs());
const known = Object.keys(componentInputs().properties ?? {});
const ofCluster = ["resourceGroupName", "name", "id", "oidcIssuerUrl"];

const line = (name: string, path = "", names: readonly string[] = known, group = "") =>
  formatIssue(unknownProperty(name, path, names, group, positions).issue);

describe("a property that does not exist", () => {
  it("is reported with the near name in the same group", () => {
    expect(line("keyVault")).to.equal("keyVault: unknown property. Did you mean keyVaults?");
    expect(line("resource_group", "clusters.aks", ofCluster, "clusters.<key>")).to.equal(
      "clusters.aks.resource_group: unknown property. Did you mean resourceGroupName?",
    );
    expect(unknownProperty("keyVault", "", known, "", positions).meant).to.equal("keyVaults");
  });

  it("is reported with the place of the property that has this name", () => {
    expect(line("env")).to.equal("env: unknown property. Did you mean keyVaults.<key>.env?");
    expect(line("oidcissuerurl")).to.equal(
      "oidcissuerurl: unknown property. Did you mean clusters.<key>.oidcIssuerUrl?",
    );
    const inVault = ["resourceGroupName", "objects"];
    expect(line("objectType", "keyVaults.kv1", inVault, "keyVaults.<key>")).to.equal(
      "keyVaults.kv1.objectType: unknown property. Did you mean keyVaults.<key>.objects.<key>.objectType?",
    );
  });

  it("is reported with the place in its own group, else with the first", () => {
    const of = (group: string) =>
      formatIssue(unknownProperty("size", "x", ["colour"], group, ["a.size", "b.size", "bb.size"]).issue);
    expect(of("")).to.include("Did you mean a.size?");
    expect(of("b")).to.include("Did you mean b.size?");
    expect(of("c")).to.include("Did you mean a.size?");
  });

  it("that is near a name of its group is reported with that, whatever takes its place elsewhere", () => {
    expect(line("tenantID", "keyVaults.kv1", ["tenantId"], "keyVaults.<key>")).to.include(
      "Did you mean tenantId?",
    );
  });

  it("of a hand-written SecretProviderClass is reported with what takes its place", () => {
    expect(
      line("objectAlias", "keyVaults.kv1.objects.a", ["objectName"], "keyVaults.<key>.objects.<key>"),
    ).to.equal(
      'keyVaults.kv1.objects.a.objectAlias: unknown property. The file name is the key of the entry: objects: { "<file name>": { objectName: … } }.',
    );
    expect(line("secretName", "keyVaults.kv1.objects.a", ["objectName"])).to.include(
      "The name of an object in the vault is objects.<file name>.objectName",
    );
    expect(line("usePodIdentity")).to.include("there is no other identity mode.");
    expect(line("tenantID")).to.equal(
      "tenantID: unknown property. The tenant is taken from the identity; that of a vault elsewhere is keyVaults.<key>.tenantId.",
    );
  });

  it("without a near name is reported with the properties that there are", () => {
    expect(line("elsewhere", "clusters.aks", ofCluster, "clusters.<key>")).to.equal(
      `clusters.aks.elsewhere: unknown property. Known properties: ${ofCluster.join(", ")}.`,
    );
    expect(line("constructor")).to.equal(
      `constructor: unknown property. Known properties: ${known.join(", ")}.`,
    );
  });

  it("is never one that exists, taken for another of its group", () => {
    const groups = Object.values(packageSchema.types).map(({ properties = {} }) => Object.keys(properties));
    for (const names of [known, ...groups]) {
      expect(names.map((name) => nearest(name, names))).to.deep.equal(names);
    }
  });
});
