import { expect } from "chai";
import {
  canGrantAccess,
  describePowers,
  describeRole,
  readRole,
  roleWithGuid,
} from "../../src/model/assigned-role";
import { secretsUser } from "../../src/model/role-grants";

const blobReader = { name: "Storage Blob Data Reader", guid: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" };
const unknown = "00000000-0000-0000-0000-00000000aaaa";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const idOf = (guid: string, above = "") =>
  `${above}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const vaultId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";

describe("a role in the input", () => {
  const forms: Readonly<Record<string, string>> = {
    "its name": blobReader.name,
    "its GUID, in any letter case": blobReader.guid.toUpperCase(),
    "its id": idOf(blobReader.guid),
    "its id in a subscription": idOf(blobReader.guid, "/subscriptions/s"),
    "its id in a management group": idOf(
      blobReader.guid,
      "/providers/Microsoft.Management/managementGroups/mg",
    ),
  };
  for (const [form, text] of Object.entries(forms)) {
    it(`is known by ${form}`, () => {
      const role = readRole(text);
      expect(role?.guid).to.equal(blobReader.guid);
      expect(role?.builtIn?.name).to.equal(blobReader.name);
    });
  }

  it("that is no built-in one is known by its GUID alone", () => {
    expect(readRole(unknown.toUpperCase())).to.deep.equal({ guid: unknown, builtIn: undefined });
    expect(roleWithGuid(unknown)).to.equal(undefined);
    expect(roleWithGuid(blobReader.guid)?.name).to.equal(blobReader.name);
  });

  for (const text of [
    "",
    "Storage Blob Reader",
    `${unknown}0`,
    `x${unknown}`,
    `/${unknown}`,
    idOf("reader"),
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => expect(readRole(text)).to.equal(undefined));
  }

  it("can grant access by its name, GUID or id, in any letter case", () => {
    for (const text of ["Owner", "owner", owner, owner.toUpperCase(), idOf(owner, "/subscriptions/s")])
      expect(canGrantAccess(text), text).to.equal(true);
    for (const text of [blobReader.name, blobReader.guid, unknown, "anything"])
      expect(canGrantAccess(text), text).to.equal(false);
  });
});

describe("the description of an assigned role", () => {
  it("joins the verbs of one object, in the order of their first", () => {
    expect(describePowers(["read blobs", "list keys", "write blobs"])).to.equal(
      "read and write blobs, list keys",
    );
  });

  it("says what a built-in role allows, and where", () => {
    const role = readRole(blobReader.name);
    const where = 'Microsoft.Storage/storageAccounts "st" in resource group "shop"';
    expect(role && describeRole(role, where)).to.equal(
      `${describePowers(role?.builtIn?.powers ?? [])} (role Storage Blob Data Reader on ${where})`,
    );
    expect(role && describeRole(role)).to.match(/ \(role Storage Blob Data Reader\)$/);
  });

  it("says of a role that only Azure knows which one it is, and where", () => {
    expect(describeRole({ guid: unknown }, "vault")).to.equal(
      `do what role definition "${unknown}" allows on vault`,
    );
    expect(describeRole({ guid: unknown })).to.equal(`do what role definition "${unknown}" allows`);
  });

  it("is that of a grant where a role for a vault is on one", () => {
    const role = { guid: secretsUser.guid, builtIn: roleWithGuid(secretsUser.guid) };
    expect(describeRole(role, "there", vaultId)).to.equal(
      'list and read every secret in vault "kv", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    );
  });

  it("says that secrets hold the private keys of certificates, above a vault too", () => {
    const role = { guid: secretsUser.guid, builtIn: roleWithGuid(secretsUser.guid) };
    const group = "/subscriptions/s/resourceGroups/g";
    for (const scope of [group, undefined])
      expect(describeRole(role, "there", scope)).to.match(
        /, private keys of certificates included \(role Key Vault Secrets User on there\)$/,
      );
    const blobs = readRole(blobReader.name);
    expect(blobs && describeRole(blobs, "there")).to.not.include("private keys");
  });
});
