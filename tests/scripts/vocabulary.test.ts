import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { expect } from "chai";

const checkout = resolve(__dirname, "../..");

/** Words that stand for a term of the field: a reader who knows Azure, Kubernetes and Pulumi would stumble over them. */
const instead: Readonly<Record<string, string>> = {
  "to mend": "to fix",
  "inputs to mend": "invalid inputs",
  mended: "fixed",
  anew: "again, recreated",
  "taken back": "removed",
  "hands over": "outputs",
  "somebody else": "another owner",
  whoever: "the deployer",
  "on arrival": "once known",
  takeTurn: "serialize",
  isTaken: "reserve",
  explainRefusals: "explainErrors",
  mayNot: "missingPermission",
  withoutEchoes: "dropFollowOnIssues",
  misgivenFiles: "invalidEntries",
  inWords: "describe",
  "half a chain": "partial setup",
  bystander: "fault hook",
  "test bed": "test cluster",
  "told facts": "parsed summary",
  "stand-in": "local emulator",
  "local-cloud": "emulator",
  "trust statement": "access summary",
  "a name of its own": "unique",
  "must be no secret": "must not be a secret",
  "must be something that can be looked up": "not found: …",
};

/** By name; every file once, whatever the number of words. */
function textFiles(): [file: string, text: string][] {
  const tracked = execFileSync("git", ["ls-files", "-z", ":!tests/released"], {
    cwd: checkout,
    encoding: "utf8",
  });
  return tracked
    .split("\0")
    .filter((file) => /\.(ts|cjs|mjs|js|md|ya?ml|json|py|go|java|cs|txt)$/.test(file))
    .filter((file) => basename(file) !== basename(__filename))
    .map((file) => [file, readFileSync(resolve(checkout, file), "utf8")]);
}

describe("The vocabulary", () => {
  const files = textFiles();

  for (const [word, better] of Object.entries(instead)) {
    it(`is the field's own: "${better}" instead of "${word}"`, () => {
      const pattern = new RegExp(`\\b${word}\\b`, "i");
      const found = files.filter(([, text]) => pattern.test(text)).map(([file]) => file);
      expect(found).to.deep.equal([]);
    });
  }
});
