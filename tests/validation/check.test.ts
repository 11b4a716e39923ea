import { expect } from "chai";
import { boolean, integer, isMap, keyOf, listOf, mapOf, oneOf, text } from "../../src/validation/check";
import { anyText } from "../../src/validation/kinds-of-value";
import type { TextRule } from "../../src/validation/rule";

const accepts = (check: (value: unknown, path: string) => unknown[], value: unknown) =>
  check(value, "x").length === 0;

const anA: TextRule = {
  id: "an-a",
  appliesTo: [],
  expected: "an a",
  source: "here",
  checked: "on arrival",
  accepts: (value) => value === "a",
  remedy: "Write a.",
};

describe("checks", () => {
  it("a text is a string that the rule accepts", () => {
    expect(text(anA)("a", "x")).to.deep.equal([]);
    for (const [value, received] of [
      ["b", '"b"'],
      [7, "7 (a number, not a text)"],
      [false, "false (a boolean, not a text)"],
      [null, "null"],
      [undefined, "missing"],
    ] as const) {
      expect(text(anA)(value, "x")).to.deep.equal([
        { rule: "an-a", path: "x", expected: "an a", received, remedy: "Write a." },
      ]);
    }
  });

  it("a text is told of the first rule that it breaks", () => {
    const short: TextRule = { ...anA, id: "short", accepts: (value) => value.length < 3 };
    const told = (value: string) => text(short, anA)(value, "x").map(({ rule }) => rule);
    expect([told("a"), told("b"), told("bbb"), told("undefined")]).to.deep.equal([
      [],
      ["an-a"],
      ["short"],
      ["lost-value"],
    ]);
  });

  it("a whole number is within its bounds, both included", () => {
    const check = integer({ ...anA, expected: "a number", min: 3600, max: 86400 });
    expect([3600, 86400].filter((value) => !accepts(check, value))).to.deep.equal([]);
    const wrong = [3599, 86401, 3600.5, Number.NaN, Number.POSITIVE_INFINITY, "3600", null, undefined];
    expect(wrong.filter((value) => accepts(check, value))).to.deep.equal([]);
    expect(check("7200", "x")).to.deep.equal([
      { rule: "an-a", path: "x", expected: "a number", received: '"7200"', remedy: "Write a." },
    ]);
  });

  it("one of several texts is exactly one of them, and the near one is suggested", () => {
    const check = oneOf(["secret", "key"]);
    expect(accepts(check, "key")).to.equal(true);
    expect(check("Secret", "x")).to.deep.equal([
      {
        rule: "enumeration",
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
    const keys = keyOf({ ...anA, remedy: undefined });
    const value = JSON.parse('{"a": 7, "__proto__": "b", "constructor": "c"}');
    expect(mapOf(keys, text(anyText))(value, "x")).to.deep.equal([
      {
        rule: "text",
        path: "x.a",
        expected: "a text",
        received: "7 (a number, not a text)",
        remedy: undefined,
      },
      {
        rule: "an-a",
        path: "x.__proto__",
        expected: "keyed by an a",
        received: '"__proto__"',
        remedy: undefined,
      },
      {
        rule: "an-a",
        path: "x.constructor",
        expected: "keyed by an a",
        received: '"constructor"',
        remedy: undefined,
      },
    ]);
    expect(mapOf(keys, text(anyText))(["a"], "x")).to.deep.equal([
      { rule: "map-of-texts", path: "x", expected: "a map of texts", received: '["a"]', remedy: undefined },
    ]);
  });

  it("a list is judged value by value, and is no text", () => {
    expect(listOf(text(anyText))(["a", 7, "b", null], "x")).to.deep.equal([
      {
        rule: "text",
        path: "x[1]",
        expected: "a text",
        received: "7 (a number, not a text)",
        remedy: undefined,
      },
      { rule: "text", path: "x[3]", expected: "a text", received: "null", remedy: undefined },
    ]);
    expect(listOf(text(anyText))([], "x")).to.deep.equal([]);
    expect(listOf(text(anyText))("a", "x")).to.deep.equal([
      { rule: "list", path: "x", expected: "a list", received: '"a"', remedy: undefined },
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
    expect(mapOf(keyOf(anyText), text(anyText))(new Map([["a", "b"]]), "x")).to.have.length(1);
  });
});
