import { expect } from "chai";
import fc from "fast-check";
import {
  covers,
  describeAssignment,
  describeRoleGrant,
  describeVaultRole,
  reader,
  roleGrantsFor,
  scopeOf,
  secretsUser,
  splitVaultObject,
  summarizeRoleGrant,
} from "../../src/model/role-grants";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";

const file = (objectType: ObjectKind, objectName: string, fileName = objectName): VaultObject => ({
  fileName,
  objectName,
  objectType,
});

const vaultId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";

describe("the role grants for a vault's objects", () => {
  it("use built-in roles of Azure", () => {
    expect([secretsUser.name, secretsUser.guid]).to.deep.equal([
      "Key Vault Secrets User",
      "4633458b-17de-408a-b874-0445c86b69e6",
    ]);
    expect([reader.name, reader.guid]).to.deep.equal([
      "Key Vault Reader",
      "21090545-7ca7-4776-b22c-e363652d74d2",
    ]);
  });

  it("are Key Vault Secrets User for secrets", () => {
    expect(roleGrantsFor([file("secret", "a"), file("secret", "b")], "Vault")).to.deep.equal([
      { role: secretsUser, slug: "secrets-user" },
    ]);
  });

  it("are Key Vault Reader for keys and certificates together, which reads no secret", () => {
    expect(roleGrantsFor([file("key", "a"), file("cert", "b")], "Vault")).to.deep.equal([
      { role: reader, slug: "reader" },
    ]);
  });

  it("are both roles for mixed types, in a fixed order", () => {
    const objects = [file("secret", "a"), file("key", "b"), file("cert", "c")];
    expect(roleGrantsFor(objects, "Vault").map(({ role }) => role.name)).to.deep.equal([
      "Key Vault Reader",
      "Key Vault Secrets User",
    ]);
    expect(roleGrantsFor([...objects].reverse(), "Vault")).to.deep.equal(roleGrantsFor(objects, "Vault"));
  });

  it("are none without objects", () => {
    expect(roleGrantsFor([], "Vault")).to.deep.equal([]);
    expect(roleGrantsFor([], "Object")).to.deep.equal([]);
  });

  it("are one for each object, on that object, with scope Object", () => {
    const grants = roleGrantsFor([file("secret", "a"), file("key", "b"), file("cert", "c")], "Object");
    expect(grants.map((grant) => [grant.slug, grant.role.name, scopeOf(grant, vaultId)])).to.deep.equal([
      ["cert/c", "Key Vault Reader", `${vaultId}/certificates/c`],
      ["key/b", "Key Vault Reader", `${vaultId}/keys/b`],
      ["secret/a", "Key Vault Secrets User", `${vaultId}/secrets/a`],
    ]);
  });

  it("are on the vault with scope Vault", () => {
    expect(
      roleGrantsFor([file("secret", "a")], "Vault").map((grant) => scopeOf(grant, vaultId)),
    ).to.deep.equal([vaultId]);
  });

  it("are one for two files of one object, in any letter case, spelled as the first", () => {
    const grants = roleGrantsFor([file("secret", "Web-TLS", "a"), file("secret", "web-tls", "b")], "Object");
    expect(grants).to.deep.equal([
      {
        role: secretsUser,
        object: { objectType: "secret", objectName: "Web-TLS" },
        slug: "secret/web-tls",
      },
    ]);
  });

  it("are one for each type of objects with the same name", () => {
    const objects = [file("secret", "a", "1"), file("key", "a", "2"), file("cert", "a", "3")];
    expect(roleGrantsFor(objects, "Object").map(({ slug }) => slug)).to.deep.equal([
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
        const slugs = roleGrantsFor(list, "Object").map(({ slug }) => slug);
        const wanted = list.map((one) => `${one.objectType}/${one.objectName.toLowerCase()}`);
        expect(slugs).to.deep.equal([...new Set(wanted)].sort());
      }),
    );
  });
});

describe("a role assignment on a vault, by its role and scope", () => {
  it("is described like the grant that it is", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kind of ["secret", "key", "cert"] as const) {
        for (const grant of roleGrantsFor([file(kind, "a")], scope)) {
          const words = describeRoleGrant(grant, 'vault "kv"');
          expect(describeVaultRole(grant.role.guid, scopeOf(grant, vaultId))).to.equal(words);
        }
      }
    }
  });

  it("is left to others where the role does not read that kind of object", () => {
    expect(describeVaultRole(secretsUser.guid, `${vaultId}/keys/a`)).to.equal(undefined);
    expect(describeVaultRole(reader.guid, `${vaultId}/secrets/a`)).to.equal(undefined);
  });

  it("is left to others where the role or the scope is another", () => {
    expect(describeVaultRole("00000000-0000-0000-0000-000000000000", vaultId)).to.equal(undefined);
    expect(describeVaultRole(reader.guid, "/subscriptions/s/resourceGroups/g")).to.equal(undefined);
  });
});

describe("a role grant", () => {
  const [onVault] = roleGrantsFor([file("secret", "a")], "Vault");
  const [onObject] = roleGrantsFor([file("cert", "Web-TLS")], "Object");
  if (!onVault || !onObject) throw new Error("each object has a grant");

  it("on a vault covers every object that its role reads", () => {
    expect(covers(onVault, file("secret", "b"))).to.equal(true);
    expect(covers(onVault, file("key", "a"))).to.equal(false);
  });

  it("on an object covers that object, in any letter case", () => {
    expect(covers(onObject, file("cert", "web-TLS"))).to.equal(true);
    expect(covers(onObject, file("cert", "other"))).to.equal(false);
    expect(covers(onObject, file("key", "Web-TLS"))).to.equal(false);
    expect(covers(onObject, file("secret", "Web-TLS"))).to.equal(false);
  });

  it("is summarized by what is read, without what the role allows besides", () => {
    expect(summarizeRoleGrant(onVault, 'vault "kv"')).to.equal(
      'list and read every secret in vault "kv" (role Key Vault Secrets User)',
    );
    expect(summarizeRoleGrant(onObject, 'vault "kv"')).to.equal(
      'read certificate "Web-TLS" of vault "kv" (role Key Vault Reader)',
    );
  });
});

describe("the scope of a role assignment on an object of a vault", () => {
  for (const [scope, parts] of [
    [`${vaultId}/secrets/db`, [vaultId, "/secrets/db"]],
    [`${vaultId}/keys/db`, [vaultId, "/keys/db"]],
    [`${vaultId}/certificates/db`.toUpperCase(), [vaultId.toUpperCase(), "/CERTIFICATES/DB"]],
    [vaultId, [vaultId, ""]],
    [`${vaultId}/storage/db`, [`${vaultId}/storage/db`, ""]],
    [`${vaultId}/secrets/db/versions`, [`${vaultId}/secrets/db/versions`, ""]],
    [`x\n${vaultId}/secrets/db`, [`x\n${vaultId}/secrets/db`, ""]],
    ["/subscriptions/s", ["/subscriptions/s", ""]],
  ] as const) {
    it(`is split into vault and object: ${JSON.stringify(scope)}`, () => {
      expect(splitVaultObject(scope)).to.deep.equal(parts);
    });
  }
});

describe("the description of a role assignment", () => {
  it("says who can read what, without the clusters", () => {
    const [grant] = roleGrantsFor([file("secret", "a")], "Vault");
    expect(grant && describeAssignment(describeRoleGrant(grant, 'vault "kv"'), "shop", "orders")).to.equal(
      'Service account "orders" in namespace "shop" can list and read every secret in vault "kv", private keys of its certificates included (role Key Vault Secrets User on the vault).',
    );
  });

  it("stays below 1024 characters with the longest names", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kind of ["secret", "key", "cert"] as const) {
        const [grant] = roleGrantsFor([file(kind, "o".repeat(127))], scope);
        const phrase = grant ? describeRoleGrant(grant, `vault "${"v".repeat(24)}"`) : "";
        const text = describeAssignment(phrase, "n".repeat(63), "s".repeat(253));
        expect(text.length).to.be.lessThan(1024);
      }
    }
  });
});
