import { expect } from "chai";
import { covers } from "../../src/cli/access/coverage";
import type { Grant } from "../../src/cli/stack/chain";
import { secretsUser } from "../../src/model/role-grants";

const group = "/subscriptions/s/resourceGroups/shop";
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-shop`;
const wanted = { vault: "kv-shop", objectType: "secret", objectName: "db-password" };
const crypto = "12338af0-0e69-4776-bea7-57ae8d297424";

/** Role, scope, and whether it lets the secret be read; undefined where that is not known. */
const cases: Record<string, readonly [role: string, scope: string, expected: boolean | undefined]> = {
  "the vault": [secretsUser.guid, vault, true],
  "the secret, in other letters": [secretsUser.guid, `${vault}/SECRETS/DB-Password`, true],
  "another secret": [secretsUser.guid, `${vault}/secrets/other`, false],
  "another vault": [secretsUser.guid, `${vault}-2`, false],
  "a resource group above": [secretsUser.guid, group, undefined],
  "a management group above": [
    secretsUser.guid,
    "/providers/Microsoft.Management/managementGroups/all",
    undefined,
  ],
  "a storage account": [secretsUser.guid, `${group}/providers/Microsoft.Storage/storageAccounts/st`, false],
  "the vault, by a role for keys": [crypto, vault, false],
  "a resource group above, by a role for keys": [crypto, group, false],
  "the vault, by a role of which only Azure knows what it allows": [
    "00000000-0000-4000-8000-000000000009",
    vault,
    undefined,
  ],
};

describe("a role assignment lets a secret be read, does not, or that is not known", () => {
  for (const [title, [role, scope, expected]] of Object.entries(cases)) {
    it(`${String(expected)} on ${title}`, () => {
      const grant = { kind: "role", role, scope } as unknown as Grant;
      expect(covers(grant, wanted)).to.equal(expected);
    });
  }
});
