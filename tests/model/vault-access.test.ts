import { expect } from "chai";
import { rightsFor } from "../../src/model/rights";
import { describeAccess } from "../../src/model/vault-access";

const secret = { fileName: "a", objectName: "a", objectType: "secret" } as const;

describe("access to a vault", () => {
  it("by roles is one phrase for each right", () => {
    const rights = rightsFor([secret, { ...secret, objectName: "b" }], "Object");
    expect(describeAccess({ kind: "roles", rights }, 'vault "kv"')).to.deep.equal([
      'read secret "a" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      'read secret "b" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
    ]);
  });

  it("by policy is one phrase for each kind", () => {
    const permissions = { secrets: ["get"], keys: ["get"] } as const;
    expect(describeAccess({ kind: "policy", permissions }, 'vault "kv"')).to.have.length(2);
  });

  it("that somebody else grants is not guessed at", () => {
    expect(describeAccess({ kind: "external" }, 'vault "kv"')).to.deep.equal([
      'do in vault "kv" what was granted elsewhere',
    ]);
  });
});
