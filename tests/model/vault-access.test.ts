import { expect } from "chai";
import type { Permissions } from "../../src/model/access-policy";
import { roleGrantsFor } from "../../src/model/role-grants";
import { describeAccess, grantsAccessTo } from "../../src/model/vault-access";

const secret = { fileName: "a", objectName: "a", objectType: "secret" } as const;

describe("access to a vault", () => {
  it("by roles is described by one phrase for each grant", () => {
    const grants = roleGrantsFor([secret, { ...secret, objectName: "b" }], "Object");
    expect(describeAccess({ kind: "roles", grants }, 'vault "kv"')).to.deep.equal([
      [
        "secret/a",
        'read secret "a" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      ],
      [
        "secret/b",
        'read secret "b" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      ],
    ]);
  });

  it("by an access policy is described by one phrase for each kind of object", () => {
    const permissions: Permissions = { secrets: ["get"], keys: ["get"] };
    expect(describeAccess({ kind: "policy", permissions }, 'vault "kv"')).to.have.length(2);
  });

  it("is enough to mount what one of the grants covers, or the policy allows", () => {
    const other = { ...secret, objectName: "b" };
    const grants = roleGrantsFor([secret, { ...secret, objectName: "c" }], "Object");
    const permissions: Permissions = { secrets: ["get"] };
    expect(grantsAccessTo({ kind: "roles", grants }, secret)).to.equal(true);
    expect(grantsAccessTo({ kind: "roles", grants }, other)).to.equal(false);
    expect(grantsAccessTo({ kind: "policy", permissions }, secret)).to.equal(true);
    expect(grantsAccessTo({ kind: "policy", permissions: {} }, secret)).to.equal(false);
    expect(grantsAccessTo({ kind: "both", grants, permissions: {} }, secret)).to.equal(true);
    expect(grantsAccessTo({ kind: "external" }, secret)).to.equal(false);
  });

  it("that another owner grants is only described as granted elsewhere", () => {
    expect(describeAccess({ kind: "external" }, 'vault "kv"')).to.deep.equal([
      ["", 'do in vault "kv" what was granted elsewhere'],
    ]);
  });
});
