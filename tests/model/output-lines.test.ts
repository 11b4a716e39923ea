import { expect } from "chai";
import fc from "fast-check";
import { outputLines, type Statement } from "../../src/model/output-lines";
import { anyCharacter } from "../input/support/any-character";

/** What Pulumi shows of a text without --show-full-output [pulumi, pkg/backend/display/object_diff.go, truncatePropertyString]. */
function shown(text: string): string {
  const lines = text.split("\n").map((line) => {
    const bytes = Buffer.from(line);
    return bytes.length > 150 ? `${bytes.subarray(0, 150)}...` : line;
  });
  return lines.length > 3 ? `${lines.slice(0, 3).join("\n")}\n...` : lines.join("\n");
}

const words = fc.array(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 200 }), { maxLength: 40 });
const sentence = words.map((all) =>
  all
    .join(" ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim(),
);

describe("the lines of an output", () => {
  it("hold every statement whole, and none is so long that Pulumi cuts it", () => {
    const statements = fc.array(fc.tuple(fc.constantFrom("a", "b", "b (c)"), sentence));
    fc.assert(
      fc.property(statements, (all) => {
        const lines = outputLines(all);
        for (const line of Object.values(lines)) expect(shown(line)).to.equal(line);
        const inOrder = [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        expect(Object.values(lines).join("")).to.equal(inOrder.map(([, text]) => text).join(""));
      }),
    );
  });

  it("break after a comma or before a parenthesis, else between words", () => {
    const words = (count: number) => "word ".repeat(count).trim();
    const text = `${words(20)} (${words(10)}, ${words(20)}) ${words(40)}.`;
    expect(outputLines([["files", text]])).to.deep.equal({
      files: words(20),
      "files (2)": ` (${words(10)},`,
      "files (3)": ` ${words(20)}) ${words(9)}`,
      "files (4)": ` ${words(30)}`,
      "files (5)": " word.",
    });
  });

  it("stay in their order where one statement needs more than nine", () => {
    const names = Array.from({ length: 15 }, (_, i) => `${i}-${"x".repeat(120)},`);
    const lines = outputLines([["files", names.join(" ")]]);
    expect(Object.values(lines).join("")).to.equal(names.join(" "));
    expect(Object.keys(lines)).to.include.members(["files", "files (02)", "files (15)"]);
    expect(Object.keys(lines)).to.deep.equal(Object.keys(lines).sort());
  });

  it("change for one statement only where one is added", () => {
    const before = outputLines([
      ["can: a", "x"],
      ["can: c", "z"],
    ]);
    const after = outputLines([
      ["can: a", "x"],
      ["can: b", "y"],
      ["can: c", "z"],
    ]);
    expect(after).to.deep.equal({ ...before, "can: b": "y" });
  });

  it("of long subjects with the same beginning do not change with each other", () => {
    const subject = (end: string) => `can: kv-shop/secret/${"a".repeat(100)}${end}`;
    const one: Statement = [subject("1"), "x"];
    const other: Statement = [subject("2"), "y"];
    const both = outputLines([one, other]);
    expect(Object.values(both)).to.have.members(["x", "y"]);
    expect(both).to.deep.equal({ ...outputLines([one]), ...outputLines([other]) });
    for (const key of Object.keys(both)) expect(key).to.match(/^can: kv-shop.{79}~[0-9a-f]{8}$/);
  });

  it("keep a subject of 100 characters whole", () => {
    expect(Object.keys(outputLines([["a".repeat(100), "x"]]))).to.deep.equal(["a".repeat(100)]);
  });
});
