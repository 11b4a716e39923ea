import fc from "fast-check";

const surrogates = { first: 0xd800, count: 0x800 };

/** Any code point of Unicode, as a unit of strings. fast-check's own, `unit: "binary"`, takes a second to set up. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - surrogates.count })
  .map((n) => String.fromCodePoint(n < surrogates.first ? n : n + surrogates.count));
