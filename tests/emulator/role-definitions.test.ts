import { expect } from "chai";
import { allows, builtInRoles } from "../../emulator/azure/role-definitions";
import { builtInRoles as componentRoles } from "../../src/model/built-in-roles";
import { grantingRoles } from "../../src/model/granting-roles";

describe("the built-in roles", () => {
  it("have the GUIDs that the component takes them for", () => {
    const named = Object.fromEntries(Object.entries(builtInRoles).map(([name, { guid }]) => [name, guid]));
    for (const { name, guid } of componentRoles) expect(named[name], name).to.equal(guid);
    const granting = Object.entries(grantingRoles).filter(([name]) => named[name] !== undefined);
    expect(granting).not.to.deep.equal([]);
    for (const [name, guid] of granting) expect(named[name], name).to.equal(guid);
  });

  it("stand once each, and none that can grant access is known by a name", () => {
    const guids = [...componentRoles.map(({ guid }) => guid), ...Object.values(grantingRoles)];
    expect(new Set(guids).size).to.equal(guids.length);
  });
});

describe("a role's data actions", () => {
  const allowed = (pattern: string, action: string) =>
    allows({ guid: "", dataActions: [`Microsoft.KeyVault/vaults/${pattern}`] }, action);

  it("cover an action from its start to its end", () => {
    expect(allowed("keys/read", "Microsoft.KeyVault/vaults/keys/read")).to.equal(true);
    expect(allowed("keys/read", "Microsoft.KeyVault/vaults/keys/readMore")).to.equal(false);
    expect(allowed("keys/read", "Other.Microsoft.KeyVault/vaults/keys/read")).to.equal(false);
  });

  it("match any characters where a star is, and none elsewhere", () => {
    expect(allowed("*/read", "Microsoft.KeyVault/vaults/keys/read")).to.equal(true);
    expect(allowed("*/read", "Microsoft.KeyVault/vaults/secrets/getSecret/action")).to.equal(false);
    expect(allowed("keys/read", "MicrosoftxKeyVault/vaults/keys/read")).to.equal(false);
  });

  it("are compared without regard to case", () => {
    expect(
      allowed("secrets/getSecret/action", "microsoft.keyvault/vaults/secrets/getsecret/action"),
    ).to.equal(true);
  });

  it("are those of vaults alone, and of no role twice", () => {
    const roles = Object.values(builtInRoles);
    expect(new Set(roles.map(({ guid }) => guid))).to.have.property("size", roles.length);
    for (const action of roles.flatMap(({ dataActions }) => dataActions)) {
      expect(action).to.match(/^Microsoft\.KeyVault\/vaults\//);
    }
  });
});
