import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { list, show, showForText } from "../../src/rules/show";

describe("a value in a message", () => {
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
    [{ a: 7n }, "a value that cannot be shown"],
    [pulumi.secret("hidden"), "an Output"],
    [Promise.resolve("a"), "an Output"],
  ] as const) {
    it(`is shown as ${text}`, () => {
      expect(show(value)).to.equal(text);
    });
  }

  it("is shown although it refers to itself, or its getters throw", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(show(circle)).to.equal("a value that cannot be shown");
    const throwing = {
      get apply() {
        throw new Error("not ready");
      },
    };
    expect(show(throwing)).to.equal("a value that cannot be shown");
  });

  it("is cut in the middle if it is longer than 200 characters, since both ends matter most", () => {
    expect(show("a".repeat(198))).to.equal(`"${"a".repeat(198)}"`);
    expect(show("a".repeat(199))).to.equal(`"${"a".repeat(119)} … ${"a".repeat(69)}"`);
    expect(show("a".repeat(10_000))).to.have.length(193);
  });

  it("is shown with its kind where a text is expected, since only the quotes are missing", () => {
    expect(showForText(7)).to.equal("7 (a number, not a text)");
    expect(showForText(false)).to.equal("false (a boolean, not a text)");
    expect(showForText("7")).to.equal('"7"');
    expect(showForText(undefined)).to.equal("missing");
  });
});

describe("a list of words in a message", () => {
  it("has commas, and an 'and' before the last word", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(list)).to.deep.equal([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
});
