import { expect } from "chai";
import { pathsOf, readAsLibrary, sentencesOf, smallInput, useProject } from "../support/input";

const withVault = (vault: object) => smallInput({ vault });

describe("a partial setup", () => {
  before(useProject);

  it("may leave out clusters and vaults, but not give empty ones", async () => {
    const { clusters, keyVaults, ...rest } = smallInput({});
    const { args, issues } = await readAsLibrary(rest);
    expect(issues).to.deep.equal([]);
    expect([args.clusters, args.keyVaults]).to.deep.equal([[], []]);
    expect(await pathsOf({ ...rest, clusters, keyVaults: {} })).to.deep.equal(["keyVaults"]);
    expect(await pathsOf({ ...rest, clusters: {}, keyVaults })).to.deep.equal(["clusters"]);
    expect(await pathsOf({ ...rest, clusters: null, keyVaults: null })).to.deep.equal([
      "clusters",
      "keyVaults",
    ]);
  });

  it("may have every combination of what another owner creates", async () => {
    const { clusters, ...rest } = smallInput({});
    for (const given of [rest, { ...rest, clusters }]) {
      for (const grants of ["Create", "External"]) {
        for (const mount of [true, false]) {
          for (const management of ["Create", "Annotate", "External"]) {
            const kv1 = { resourceGroupName: "shop", grants, mount, objects: { a: {} } };
            const input = { ...given, serviceAccount: { management }, keyVaults: { kv1 } };
            expect(await pathsOf(input), JSON.stringify(input)).to.deep.equal([]);
          }
        }
      }
    }
  });

  it("with management Annotate has no labels and annotations for the service account", async () => {
    const all = { name: "orders", labels: { a: "b" }, annotations: { a: "b" }, tokenExpirationSeconds: 3600 };
    const input = smallInput({ serviceAccount: { ...all, management: "Annotate" } });
    expect(await sentencesOf(input)).to.deep.equal(
      ["labels", "annotations"].map(
        (name) =>
          `serviceAccount.${name}: has no effect while management is "Annotate". An existing service account gets the component's own annotations only: leave this out.`,
      ),
    );
  });

  it("without a mount has nothing that depends on one", async () => {
    const dependent = {
      secretProviderClass: { name: "spc" },
      syncedSecrets: { s: { data: { a: "a" } } },
      env: { A: "a" },
      mountPath: "/a",
    };
    for (const [name, value] of Object.entries(dependent)) {
      expect(await pathsOf(withVault({ [name]: value }))).to.deep.equal([]);
      expect(await sentencesOf(withVault({ mount: false, [name]: value }))).to.deep.equal([
        `keyVaults.kv1.${name}: has no effect while mount is false. Without a mount there is no volume, and nothing fills a Secret: leave this out, or set mount to true.`,
      ]);
    }
    const { args } = await readAsLibrary(withVault({ mount: false }));
    expect(args.keyVaults[0]?.mount).to.equal(undefined);
  });

  it("without role assignments of its own has no roleScope, and the message says why", async () => {
    const remedy = 'Leave it out, or use permissionModel "AzureRbac" with grants "Create".';
    const reasons: [object, string][] = [
      [{ permissionModel: "AccessPolicy" }, 'permissionModel is "AccessPolicy"'],
      [{ grants: "External" }, 'grants is "External"'],
      [{ permissionModel: "AccessPolicy", grants: "External" }, 'permissionModel is "AccessPolicy"'],
    ];
    for (const [vault, reason] of reasons) {
      expect(await sentencesOf(withVault({ ...vault, roleScope: "Object" }))).to.deep.equal([
        `keyVaults.kv1.roleScope: has no effect: ${reason}. ${remedy}`,
      ]);
    }
  });
});
