import { expect } from "chai";
import { anyText, boolean, integer, isMap, listOf, mapOf, oneOf, text } from "../../src/validation/check";

const accepts = (check: (value: unknown, path: string) => unknown[], value: unknown) =>
  check(value, "x").length === 0;

describe("checks", () => {
  it("a text is a string that the rule accepts", () => {
    const rule = {
      expected: "an a",
      source: "here",
      accepts: (value: string) => value === "a",
      remedy: "Write a.",
    };
    expect(text(rule)("a", "x")).to.deep.equal([]);
    for (const [value, received] of [
      ["b", '"b"'],
      [7, "7"],
      [null, "null"],
      [undefined, "missing"],
    ] as const) {
      expect(text(rule)(value, "x")).to.deep.equal([
        { path: "x", expected: "an a", received, remedy: "Write a." },
      ]);
    }
  });

  it("a whole number is within its bounds, both included", () => {
    const check = integer(3600, 86400, " (seconds)");
    expect([3600, 86400].filter((value) => !accepts(check, value))).to.deep.equal([]);
    const wrong = [3599, 86401, 3600.5, Number.NaN, Number.POSITIVE_INFINITY, "3600", null, undefined];
    expect(wrong.filter((value) => accepts(check, value))).to.deep.equal([]);
    expect(check("7200", "x")).to.deep.equal([
      { path: "x", expected: "a whole number from 3600 to 86400 (seconds)", received: '"7200"' },
    ]);
  });

  it("one of several texts is exactly one of them, and the near one is suggested", () => {
    const check = oneOf(["secret", "key"]);
    expect(accepts(check, "key")).to.equal(true);
    expect(check("Secret", "x")).to.deep.equal([
      {
        path: "x",
        expected: 'one of "secret", "key"',
        received: '"Secret"',
        remedy: 'Write "secret": letter case matters.',
      },
    ]);
    expect(check("keys", "x")[0]?.remedy).to.equal(undefined);
    expect(check({ toString: 1 }, "x")[0]?.received).to.equal('{"toString":1}');
  });

  it("a boolean is no text", () => {
    expect([true, false].every((value) => accepts(boolean, value))).to.equal(true);
    expect(["true", 1, null, undefined].some((value) => accepts(boolean, value))).to.equal(false);
  });

  it("a map is judged key by key and value by value, the exotic keys too", () => {
    const keys = { ...anyText, expected: "a", accepts: (key: string) => key === "a" };
    const value = JSON.parse('{"a": 7, "__proto__": "b", "constructor": "c"}');
    expect(mapOf(keys, text(anyText))(value, "x")).to.deep.equal([
      { path: "x.a", expected: "a text", received: "7", remedy: undefined },
      { path: "x.__proto__", expected: "keyed by a", received: '"__proto__"', remedy: undefined },
      { path: "x.constructor", expected: "keyed by a", received: '"constructor"', remedy: undefined },
    ]);
    expect(mapOf(keys, text(anyText))(["a"], "x")).to.deep.equal([
      { path: "x", expected: "a map of texts", received: '["a"]' },
    ]);
  });

  it("a list is judged value by value, and is no text", () => {
    expect(listOf(text(anyText))(["a", 7, "b", null], "x")).to.deep.equal([
      { path: "x[1]", expected: "a text", received: "7", remedy: undefined },
      { path: "x[3]", expected: "a text", received: "null", remedy: undefined },
    ]);
    expect(listOf(text(anyText))([], "x")).to.deep.equal([]);
    expect(listOf(text(anyText))("a", "x")).to.deep.equal([
      { path: "x", expected: "a list", received: '"a"' },
    ]);
  });

  it("a map is neither null nor a list nor a text", () => {
    expect([{}, Object.create(null)].every(isMap)).to.equal(true);
    expect([null, undefined, [], "a", 7, () => ({})].some(isMap)).to.equal(false);
  });

  it("a map is nothing whose entries are no properties: it would count as empty", () => {
    const others = [
      new Map([["a", "b"]]),
      new Set(["a"]),
      new Date(0),
      /a/,
      Promise.resolve({}),
      new Error("a"),
    ];
    expect(others.filter(isMap)).to.deep.equal([]);
    expect(mapOf(anyText, text(anyText))(new Map([["a", "b"]]), "x")).to.have.length(1);
  });
});
