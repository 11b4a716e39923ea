import { expect } from "chai";
import { identityId } from "../cases/case";
import { readAsLibrary, sentencesOf, smallInput, useProject } from "../support/input";

const guid = "00000000-0000-0000-0000-000000000001";

const inputFor = (userAssignedIdentity?: object, application?: object) => ({
  ...smallInput({}),
  userAssignedIdentity,
  application,
});

describe("the identity of the pods", () => {
  before(useProject);

  const ways: Record<string, object> = {
    "new managed identity": { resourceGroupName: "shop" },
    "existing managed identity": { id: identityId },
    "new application": { displayName: "Orders" },
    "existing application": { clientId: guid },
  };
  for (const [kind, group] of Object.entries(ways)) {
    it(`is a ${kind} if ${Object.keys(group)} is given`, async () => {
      const input = kind.includes("application") ? inputFor(undefined, group) : inputFor(group);
      const { args, issues } = await readAsLibrary(input);
      expect(issues).to.deep.equal([]);
      expect(args.identity.kind).to.equal(kind);
    });
  }

  it("is reported with both ways to give one, if both or none are given", async () => {
    const both = inputFor({ resourceGroupName: "shop" }, { displayName: "a" });
    expect(await sentencesOf(both)).to.deep.equal([
      "application: both userAssignedIdentity and application are given. A pod acts as one identity: leave one of the two out.",
    ]);
    expect(await sentencesOf(inputFor())).to.deep.equal([
      "userAssignedIdentity: no identity is given. The pods act as one identity: give userAssignedIdentity or application.",
    ]);
  });

  it("is reported with what is given, if that says neither new nor existing", async () => {
    expect(await sentencesOf(inputFor({ id: identityId, location: "westeurope" }))).to.deep.equal([
      "userAssignedIdentity: id and location are given. For an existing one give id and nothing else; for a new one give resourceGroupName.",
    ]);
    expect(await sentencesOf(inputFor(undefined, {}))).to.deep.equal([
      "application: nothing is given. For an existing one give clientId and nothing else; for a new one give displayName.",
    ]);
  });

  it("is not reported as missing where its name is misspelt", async () => {
    const { userAssignedIdentity, ...rest } = smallInput({});
    expect(await sentencesOf({ ...rest, userAssignedIdentitty: userAssignedIdentity })).to.deep.equal([
      "userAssignedIdentitty: unknown property. Did you mean userAssignedIdentity?",
    ]);
  });
});
