import { expect } from "chai";
import { holdsFile, parseVaultScope } from "../../src/model/vault-object";

describe("a scope in a vault", () => {
  const vault = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";

  it("is the vault or one object of it, the kind in lower case", () => {
    expect(parseVaultScope(vault)).to.deep.equal({
      vault: "kv",
      collection: undefined,
      objectName: undefined,
    });
    expect(parseVaultScope(`${vault}/Secrets/Db`)).to.deep.equal({
      vault: "kv",
      collection: "secrets",
      objectName: "Db",
    });
  });

  for (const scope of [`${vault}/storage/a`, `${vault}/secrets/a/b`, "/subscriptions/s", "", "/vaults/kv"]) {
    it(`is not ${JSON.stringify(scope)}`, () => expect(parseVaultScope(scope)).to.equal(undefined));
  }
});

describe("a mounted object", () => {
  it("is one file without a version history", () => {
    for (const objectVersionHistory of [undefined, 0, 1]) {
      expect(holdsFile({ fileName: "a", objectVersionHistory }, "a")).to.equal(true);
      expect(holdsFile({ fileName: "a", objectVersionHistory }, "a/0")).to.equal(false);
    }
  });

  it("is a folder with one file for each version of its history", () => {
    const object = { fileName: "a", objectVersionHistory: 3 };
    for (const file of ["a/0", "a/1", "a/2"]) expect(holdsFile(object, file), file).to.equal(true);
    for (const file of ["a", "a/3", "a/", "a/00", "a/1e0", "a/-1", "a/0/0", "b/0"])
      expect(holdsFile(object, file), file).to.equal(false);
  });

  it("finds the last file of the longest history without listing all files", () => {
    const object = { fileName: "a", objectVersionHistory: 2 ** 31 - 1 };
    expect(holdsFile(object, "a/2147483646")).to.equal(true);
    expect(holdsFile(object, "a/2147483647")).to.equal(false);
  });
});
