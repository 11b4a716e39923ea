import { expect } from "chai";
import fc from "fast-check";
import { allows, describePermissions, permissionsFor } from "../../src/model/access-policy";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";

const file = (objectType: ObjectKind, objectVersionHistory?: number): VaultObject => ({
  fileName: `file-${objectType}`,
  objectName: `object-${objectType}`,
  objectType,
  objectVersionHistory,
});

describe("an access policy", () => {
  for (const [kind, permission] of [
    ["secret", "secrets"],
    ["key", "keys"],
    ["cert", "certificates"],
  ] as const) {
    it(`for a ${kind} allows to get ${permission}, and nothing else`, () => {
      expect(permissionsFor([file(kind)])).to.deep.equal({ [permission]: ["get"] });
    });
    it(`for two versions of a ${kind} allows to list ${permission} too, and for one it does not`, () => {
      expect(permissionsFor([file(kind, 2)])).to.deep.equal({ [permission]: ["get", "list"] });
      for (const history of [0, 1]) {
        expect(permissionsFor([file(kind, history)])).to.deep.equal({ [permission]: ["get"] });
      }
    });
  }

  it("allows to list only the kinds that have a version history", () => {
    expect(permissionsFor([file("secret"), file("key", 3), file("secret", 1)])).to.deep.equal({
      secrets: ["get"],
      keys: ["get", "list"],
    });
  });

  it("allows to list a kind of which any object has a version history", () => {
    expect(permissionsFor([file("secret"), file("secret", 2)])).to.deep.equal({ secrets: ["get", "list"] });
  });

  it("allows nothing without objects", () => {
    expect(permissionsFor([])).to.deep.equal({});
  });

  it("lists its kinds in one order, whatever the order of the files", () => {
    const files = [file("cert"), file("secret"), file("key")];
    expect(Object.keys(permissionsFor(files))).to.deep.equal(["secrets", "keys", "certificates"]);
  });

  it("never allows more than to get and to list, whatever the files", () => {
    const files = fc.array(
      fc.record({
        fileName: fc.string(),
        objectName: fc.string(),
        objectType: fc.constantFrom<ObjectKind>("secret", "key", "cert"),
        objectVersionHistory: fc.option(fc.nat(3), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(files, (list) => {
        const permissions = permissionsFor(list);
        expect(Object.keys(permissions)).to.have.length(new Set(list.map((one) => one.objectType)).size);
        for (const verbs of Object.values(permissions)) expect(["get", "get,list"]).to.include(verbs.join());
      }),
    );
  });

  it("is enough for an object where it allows all that the object needs, of its kind", () => {
    const history = file("secret", 2);
    expect(allows({ secrets: ["get"] }, file("secret"))).to.equal(true);
    expect(allows({ secrets: ["get"], keys: ["get"] }, file("key"))).to.equal(true);
    expect(allows({ secrets: ["get", "list"] }, history)).to.equal(true);
    expect(allows({ secrets: ["get"] }, history)).to.equal(false);
    expect(allows({ secrets: ["get", "list"] }, file("cert"))).to.equal(false);
    expect(allows({}, file("secret"))).to.equal(false);
  });

  it("is described with what it opens beyond the objects that are named", () => {
    expect(describePermissions(permissionsFor([file("secret")]), 'vault "kv"')).to.deep.equal([
      [
        "secrets",
        'read every secret in vault "kv", private keys of its certificates included (access policy: secrets get)',
      ],
    ]);
    expect(describePermissions(permissionsFor([file("key"), file("cert", 2)]), 'vault "kv"')).to.deep.equal([
      ["keys", 'read every public key in vault "kv" (access policy: keys get)'],
      [
        "certificates",
        'list and read every certificate in vault "kv" (access policy: certificates get, list)',
      ],
    ]);
  });
});
