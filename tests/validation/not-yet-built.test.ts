import { expect } from "chai";
import { formatReason } from "../../src/validation/issue";
import { notYetBuilt } from "../../src/validation/not-yet-built";
import { fullInput } from "./input";

const only = (value: string) =>
  `must be ${value}: nothing else is built yet. The change log tells when it comes.`;
const leftOut = "must be left out: it is not built yet. The change log tells when it comes.";

/** What is declared and does not work yet → its one sentence. */
const refusals: [path: string, input: Record<string, unknown>, sentence: string][] = [
  ["application", { application: {} }, leftOut],
  ["pod", { pod: { image: "a" } }, leftOut],
  ["cloud", { cloud: "AzureChinaCloud" }, only('"AzurePublicCloud"')],
  ["userAssignedIdentity.id", { userAssignedIdentity: { id: "a" } }, leftOut],
  ["serviceAccount.management", { serviceAccount: { management: "Annotate" } }, only('"Create"')],
  ["serviceAccount.management", { serviceAccount: { management: "External" } }, only('"Create"')],
  [
    "keyVaults.kv.permissionModel",
    { keyVaults: { kv: { permissionModel: "AccessPolicy" } } },
    only('"AzureRbac"'),
  ],
  ["keyVaults.kv.grants", { keyVaults: { kv: { grants: "External" } } }, only('"Create"')],
  ["keyVaults.kv.mount", { keyVaults: { kv: { mount: false } } }, only("true")],
  [
    "keyVaults.kv.secretProviderClass.management",
    { keyVaults: { kv: { secretProviderClass: { management: "External" } } } },
    only('"Create"'),
  ],
];

describe("what is not built yet", () => {
  it("is nothing that the full input has", () => {
    expect(notYetBuilt(fullInput())).to.deep.equal([]);
  });

  for (const [path, input, sentence] of refusals) {
    it(`${path} is refused with one sentence: ${JSON.stringify(input)}`, () => {
      const issues = notYetBuilt({ clusters: {}, keyVaults: {}, ...input });
      expect(issues.map((issue) => [issue.path, formatReason(issue)])).to.deep.equal([[path, sentence]]);
    });
  }

  it("leaving out clusters or key vaults is refused", () => {
    const sentence = "must be given: leaving it out is not built yet. The change log tells when it comes.";
    expect(notYetBuilt({}).map((issue) => [issue.path, formatReason(issue)])).to.deep.equal([
      ["clusters", sentence],
      ["keyVaults", sentence],
    ]);
  });

  it("no input at all is no case of it", () => {
    for (const input of [undefined, null, 7, []]) expect(notYetBuilt(input)).to.deep.equal([]);
  });
});
