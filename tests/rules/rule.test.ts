import { expect } from "chai";
import { formatReason } from "../../src/rules/issue";
import { issue, RuleTable } from "../../src/rules/rule";

const table = new RuleTable("immediately");
const expectation = table.other({
  id: "an-a",
  appliesTo: [],
  expected: "an <letter>",
  source: "here",
  remedy: "Write <letter>.",
});
const ownSentence = { ...expectation, message: "<what> has <received> instead of <letter>." };

describe("an issue of a rule", () => {
  it("says what must be and what was found", () => {
    expect(issue(expectation, "x", { received: '"b"', fill: { letter: "a" } })).to.deep.equal({
      rule: "an-a",
      path: "x",
      message: 'must be an a, but is "b".',
      remedy: "Write a.",
    });
  });

  it("says only what must be, if what was found may not be shown", () => {
    expect(issue(expectation, "x", { fill: { letter: "a" } }).message).to.equal("must be an a.");
  });

  it("has the rule's own sentence instead, if it has one", () => {
    const fill = { letter: "a", what: "cluster" };
    expect(issue(ownSentence, "x", { received: '"b"', fill }).message).to.equal(
      'cluster has "b" instead of a.',
    );
  });

  it("has another remedy, where more is known", () => {
    expect(issue(expectation, "x", { remedy: "Rename <letter>.", fill: { letter: "a" } }).remedy).to.equal(
      "Rename a.",
    );
  });

  it("keeps what looks like a placeholder in what was found", () => {
    const found = issue(ownSentence, "x", {
      received: '"<letter> $&"',
      fill: { letter: "a", what: "<what>" },
    });
    expect(formatReason(found)).to.equal('<what> has "<letter> $&" instead of a. Write a.');
  });

  it("keeps a placeholder of a command that has no value", () => {
    expect(issue(expectation, "x", { fill: { constructor: "b" } }).message).to.equal("must be an <letter>.");
  });
});

describe("a table of rules", () => {
  it("has its rules in the order of their declaration, checked when it says unless they say otherwise", () => {
    const { checked: _, ...unsaid } = expectation;
    const rules = new RuleTable("once known");
    rules.count({ ...unsaid, id: "b", atLeast: 1 });
    rules.number({ ...unsaid, id: "a", min: 1, max: 2, checked: "live" });
    expect(rules.all.map(({ id, kind, checked }) => [id, kind, checked])).to.deep.equal([
      ["b", "count", "once known"],
      ["a", "number", "live"],
    ]);
  });
});

describe("a rule of one pattern", () => {
  it("accepts what matches, within its lengths", () => {
    const { accepts } = table.pattern({ ...expectation, pattern: /^a*$/, min: 2, max: 3 });
    expect(["", "a", "aa", "aaa", "aaaa", "bb"].filter(accepts)).to.deep.equal(["aa", "aaa"]);
    expect(table.pattern({ ...expectation, pattern: /^a*$/, max: 3 }).accepts("")).to.equal(false);
  });
});
