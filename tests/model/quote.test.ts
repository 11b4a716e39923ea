import { expect } from "chai";
import { quote, visible } from "../../src/model/quote";

describe("a text in quotes", () => {
  it("stays as it is where every character can be seen", () => {
    expect(quote("kv-shop ä 😀 (a)")).to.equal('"kv-shop ä 😀 (a)"');
  });

  it("has its quotes and backslashes escaped, and its line breaks", () => {
    expect(quote('a"b\\c\n\r\t')).to.equal('"a\\"b\\\\c\\n\\r\\t"');
  });

  for (const [what, character, escaped] of [
    ["an escape, which a terminal obeys", "\u001b", "\\u001b"],
    ["a delete", "\u007f", "\\u{7f}"],
    ["a control sequence in one character", "\u009b", "\\u{9b}"],
    ["the next line", "\u0085", "\\u{85}"],
    ["a line separator", "\u2028", "\\u{2028}"],
    ["a paragraph separator", "\u2029", "\\u{2029}"],
    ["an override of the direction", "\u202e", "\\u{202e}"],
    ["an isolate", "\u2066", "\\u{2066}"],
    ["a space of no width", "\u200b", "\\u{200b}"],
    ["a soft hyphen", "\u00ad", "\\u{ad}"],
    ["a tag, which is beyond 16 bits", "\u{e0041}", "\\u{e0041}"],
    ["half a character", "\ud800", "\\ud800"],
  ] as const) {
    it(`shows ${what} as an escape`, () => {
      expect(quote(`a${character}b`)).to.equal(`"a${escaped}b"`);
    });
  }

  it("that was put together elsewhere gets the same escapes", () => {
    expect(visible("Symbol(\u001b\u202e)")).to.equal("Symbol(\\u{1b}\\u{202e})");
  });
});
