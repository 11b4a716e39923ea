import { expect } from "chai";
import { formatIssue, formatIssues, formatReason, heading, limit } from "../../src/rules/issue";

const namespace = {
  rule: "namespace",
  path: "namespace",
  message: "must be a namespace, but is 7.",
  remedy: "Quote it.",
};
const clusters = { rule: "filled-map", path: "clusters", message: "must be a map." };

describe("an issue", () => {
  it("is formatted as what is wrong and what to change, after its path", () => {
    expect(formatReason(namespace)).to.equal("must be a namespace, but is 7. Quote it.");
    expect(formatReason(clusters)).to.equal("must be a map.");
    expect(formatIssue(namespace)).to.equal("namespace: must be a namespace, but is 7. Quote it.");
  });

  it("is one line of the message about its component", () => {
    expect(formatIssues("orders", [clusters])).to.equal(
      'KeyVaultWorkloadIdentity "orders": 1 invalid input\n  - clusters: must be a map.',
    );
    expect(formatIssues("orders", [namespace, clusters]).split("\n")).to.deep.equal([
      'KeyVaultWorkloadIdentity "orders": 2 invalid inputs',
      "  - namespace: must be a namespace, but is 7. Quote it.",
      "  - clusters: must be a map.",
    ]);
  });

  it("is counted after the 20th, but not printed", () => {
    const many = (length: number) =>
      Array.from({ length }, (_, index) => ({ rule: "some", path: `p${index}`, message: "is wrong." }));
    expect([1, 2, 20, 21].map((length) => heading(many(length)))).to.deep.equal([
      "1 invalid input",
      "2 invalid inputs",
      "20 invalid inputs",
      "21 invalid inputs, of which the first 20 are",
    ]);
    expect(limit(many(5000))).to.deep.equal(many(20));
    const lines = formatIssues("orders", many(5000)).split("\n");
    expect(lines).to.have.length(21);
    expect(lines[0]).to.equal(
      'KeyVaultWorkloadIdentity "orders": 5000 invalid inputs, of which the first 20 are',
    );
    expect(lines[20]).to.equal("  - p19: is wrong.");
  });
});
