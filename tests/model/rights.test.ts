import { expect } from "chai";
import fc from "fast-check";
import {
  describeGrant,
  reader,
  rightsFor,
  roleDefinitionId,
  scopeOf,
  secretsUser,
} from "../../src/model/rights";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";

const file = (objectType: ObjectKind, objectName: string, fileName = objectName): VaultObject => ({
  fileName,
  objectName,
  objectType,
});

const vaultId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";

describe("rights", () => {
  it("are built-in roles of Azure", () => {
    expect([secretsUser.name, secretsUser.guid]).to.deep.equal([
      "Key Vault Secrets User",
      "4633458b-17de-408a-b874-0445c86b69e6",
    ]);
    expect([reader.name, reader.guid]).to.deep.equal([
      "Key Vault Reader",
      "21090545-7ca7-4776-b22c-e363652d74d2",
    ]);
    expect(roleDefinitionId(reader, "s")).to.equal(
      "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/21090545-7ca7-4776-b22c-e363652d74d2",
    );
  });

  it("secrets need Secrets User", () => {
    expect(rightsFor([file("secret", "a"), file("secret", "b")], "Vault")).to.deep.equal([
      { role: secretsUser, slug: "secrets-user" },
    ]);
  });

  it("keys and certificates share Reader, which reads no secret", () => {
    expect(rightsFor([file("key", "a"), file("cert", "b")], "Vault")).to.deep.equal([
      { role: reader, slug: "reader" },
    ]);
  });

  it("mixed types need the union, in a fixed order", () => {
    const objects = [file("secret", "a"), file("key", "b"), file("cert", "c")];
    expect(rightsFor(objects, "Vault").map(({ role }) => role.name)).to.deep.equal([
      "Key Vault Reader",
      "Key Vault Secrets User",
    ]);
    expect(rightsFor([...objects].reverse(), "Vault")).to.deep.equal(rightsFor(objects, "Vault"));
  });

  it("no object needs no right", () => {
    expect(rightsFor([], "Vault")).to.deep.equal([]);
    expect(rightsFor([], "Object")).to.deep.equal([]);
  });

  it("of single objects are one for each, on that object", () => {
    const rights = rightsFor([file("secret", "a"), file("key", "b"), file("cert", "c")], "Object");
    expect(rights.map((right) => [right.slug, right.role.name, scopeOf(right, vaultId)])).to.deep.equal([
      ["cert/c", "Key Vault Reader", `${vaultId}/certificates/c`],
      ["key/b", "Key Vault Reader", `${vaultId}/keys/b`],
      ["secret/a", "Key Vault Secrets User", `${vaultId}/secrets/a`],
    ]);
  });

  it("of the vault are on the vault", () => {
    expect(rightsFor([file("secret", "a")], "Vault").map((right) => scopeOf(right, vaultId))).to.deep.equal([
      vaultId,
    ]);
  });

  it("two files of one object share one right, in any letter case, spelled as the first", () => {
    const rights = rightsFor([file("secret", "Web-TLS", "a"), file("secret", "web-tls", "b")], "Object");
    expect(rights).to.deep.equal([
      {
        role: secretsUser,
        object: { objectType: "secret", objectName: "Web-TLS" },
        slug: "secret/web-tls",
      },
    ]);
  });

  it("an object of the same name but another type is another right", () => {
    const objects = [file("secret", "a", "1"), file("key", "a", "2"), file("cert", "a", "3")];
    expect(rightsFor(objects, "Object").map(({ slug }) => slug)).to.deep.equal([
      "cert/a",
      "key/a",
      "secret/a",
    ]);
  });

  it("cover every object and nothing twice, whatever the list", () => {
    const objects = fc.array(
      fc.record({
        fileName: fc.string(),
        objectName: fc.constantFrom("a", "A", "b", "B", "c"),
        objectType: fc.constantFrom<ObjectKind>("secret", "key", "cert"),
      }),
    );
    fc.assert(
      fc.property(objects, (list) => {
        const slugs = rightsFor(list, "Object").map(({ slug }) => slug);
        const wanted = list.map((one) => `${one.objectType}/${one.objectName.toLowerCase()}`);
        expect(slugs).to.deep.equal([...new Set(wanted)].sort());
      }),
    );
  });
});

describe("the description of a role assignment", () => {
  it("says who may read what, without the clusters", () => {
    const [right] = rightsFor([file("secret", "a")], "Vault");
    expect(right && describeGrant(right, "kv", "shop", "orders")).to.equal(
      'Service account "orders" in namespace "shop" can list and read every secret in vault "kv", private keys of its certificates included (role Key Vault Secrets User on the vault).',
    );
  });

  it("stays below 1024 characters with the longest names", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kind of ["secret", "key", "cert"] as const) {
        const [right] = rightsFor([file(kind, "o".repeat(127))], scope);
        const text = right && describeGrant(right, "v".repeat(24), "n".repeat(63), "s".repeat(253));
        expect(text?.length).to.be.lessThan(1024);
      }
    }
  });
});
