import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  entry,
  firstOf,
  formatIssues,
  formatReason,
  formatWarning,
  heading,
  property,
  show,
  withoutEchoes,
} from "../../src/validation/issue";

describe("issues", () => {
  it("become a sentence with what is allowed, what was found, and what to change", () => {
    expect(
      formatReason({ rule: "some", path: "a", expected: "a text", received: "7", remedy: "Quote it." }),
    ).to.equal("must be a text, but is 7. Quote it.");
    expect(formatReason({ rule: "some", path: "a", expected: "a text", received: "7" })).to.equal(
      "must be a text, but is 7.",
    );
    expect(formatReason({ rule: "some", path: "a", expected: "given", remedy: "Give it." })).to.equal(
      "must be given. Give it.",
    );
    expect(formatReason({ rule: "some", path: "a", expected: "given" })).to.equal("must be given.");
  });

  it("that stop nothing say what should be", () => {
    const issue = {
      rule: "some",
      path: "clusters.aks",
      expected: "on",
      received: "off",
      remedy: "Turn it on.",
    };
    expect(formatWarning(issue)).to.equal("clusters.aks should be on, but is off. Turn it on.");
  });

  it("of one component become one message, a line for each", () => {
    const [one, two] = [
      { rule: "some", path: "namespace", expected: "a namespace", received: "7" },
      { rule: "some", path: "clusters", expected: "given" },
    ];
    expect(formatIssues("orders", [one])).to.equal(
      'KeyVaultWorkloadIdentity "orders": 1 input to mend\n  - namespace must be a namespace, but is 7.',
    );
    expect(formatIssues("orders", [one, two]).split("\n")).to.deep.equal([
      'KeyVaultWorkloadIdentity "orders": 2 inputs to mend',
      "  - namespace must be a namespace, but is 7.",
      "  - clusters must be given.",
    ]);
  });

  it("spell paths as users write them", () => {
    expect(property("", "namespace")).to.equal("namespace");
    expect(property(entry("keyVaults", "kv"), "name")).to.equal("keyVaults.kv.name");
    expect(entry("keyVaults", "kv-shop")).to.equal('keyVaults["kv-shop"]');
    expect(entry("objects", 'a"b')).to.equal('objects["a\\"b"]');
    expect(entry("objects", "")).to.equal('objects[""]');
    expect(entry("objects", "0")).to.equal('objects["0"]');
    expect(entry("", "namespace")).to.equal("namespace");
    expect(entry("", "name space")).to.equal('["name space"]');
  });

  it("spell a long key by both ends, and one that cannot be seen by its number", () => {
    const [long, longer] = ["a".repeat(80), "a".repeat(300)];
    expect(entry("objects", long)).to.equal(`objects.${long}`);
    expect(entry("objects", longer)).to.equal(`objects["${"a".repeat(119)} … ${"a".repeat(69)}"]`);
    expect(entry("objects", "a.".repeat(5000))).to.have.length("objects[]".length + 193);
    expect(entry("objects", "a\u202eb")).to.equal('objects["a\\u{202e}b"]');
  });

  it("of a null are told once: the rest of what is said of it is the same mistake", () => {
    const said = (rule: string, path: string) => ({ rule, path, expected: "given or left out" });
    const none = said("no-null", "keyVaults.a");
    const other = said("plain-map", "keyVaults.b");
    const again = said("cluster-id", "keyVaults.b");
    expect(withoutEchoes([none, said("plain-map", "keyVaults.a"), other, again])).to.deep.equal([
      none,
      other,
      again,
    ]);
  });

  it("are told up to the 20th, and counted", () => {
    const many = (length: number) =>
      Array.from({ length }, (_, index) => ({ rule: "some", path: `p${index}`, expected: "given" }));
    expect([1, 2, 20, 21].map((length) => heading(many(length)))).to.deep.equal([
      "1 input to mend",
      "2 inputs to mend",
      "20 inputs to mend",
      "21 inputs to mend, the first 20 of them",
    ]);
    expect(firstOf(many(5000))).to.deep.equal(many(20));
    const lines = formatIssues("orders", many(5000)).split("\n");
    expect(lines).to.have.length(21);
    expect(lines[0]).to.equal('KeyVaultWorkloadIdentity "orders": 5000 inputs to mend, the first 20 of them');
    expect(lines[20]).to.equal("  - p19 must be given.");
  });
});

describe("show", () => {
  for (const [value, text] of [
    [undefined, "missing"],
    [null, "null"],
    ["a", '"a"'],
    ["a\nb", '"a\\nb"'],
    ["a\u202eb", '"a\\u{202e}b"'],
    ["a\u009bb", '"a\\u{9b}b"'],
    [{ "\u202e": ["\u2028"] }, '{"\\u{202e}":["\\u{2028}"]}'],
    [Symbol("\u001b"), "Symbol(\\u{1b})"],
    [7, "7"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [7n, "7"],
    [true, "true"],
    [{ a: ["b"] }, '{"a":["b"]}'],
    [() => 1, "a function"],
    [Symbol("a"), "Symbol(a)"],
    [{ a: 7n }, "a value that has no text"],
    [pulumi.secret("hidden"), "an Output"],
    [Promise.resolve("a"), "an Output"],
  ] as const) {
    it(`prints ${text}`, () => {
      expect(show(value)).to.equal(text);
    });
  }

  it("prints a circle without going round", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(show(circle)).to.equal("a value that has no text");
  });

  it("cuts what is longer than 200 characters in the middle: both ends tell most", () => {
    expect(show("a".repeat(198))).to.equal(`"${"a".repeat(198)}"`);
    expect(show("a".repeat(199))).to.equal(`"${"a".repeat(119)} … ${"a".repeat(69)}"`);
    expect(show("a".repeat(10_000))).to.have.length(193);
  });
});
