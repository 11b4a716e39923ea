import { expect } from "chai";
import { entry, property } from "../../src/rules/path";

describe("a path in a message", () => {
  it("is written as users write it: plain names after a dot, other keys quoted in brackets", () => {
    expect(property("", "namespace")).to.equal("namespace");
    expect(property(entry("keyVaults", "kv"), "name")).to.equal("keyVaults.kv.name");
    expect(entry("keyVaults", "kv-shop")).to.equal('keyVaults["kv-shop"]');
    expect(entry("objects", 'a"b')).to.equal('objects["a\\"b"]');
    expect(entry("objects", "")).to.equal('objects[""]');
    expect(entry("objects", "0")).to.equal('objects["0"]');
    expect(entry("", "namespace")).to.equal("namespace");
    expect(entry("", "name space")).to.equal('["name space"]');
  });

  it("has both ends of a long key, and the number of a character that cannot be seen", () => {
    const [long, longer] = ["a".repeat(80), "a".repeat(300)];
    expect(entry("objects", long)).to.equal(`objects.${long}`);
    expect(entry("objects", longer)).to.equal(`objects["${"a".repeat(119)} … ${"a".repeat(69)}"]`);
    expect(entry("objects", "a.".repeat(5000))).to.have.length("objects[]".length + 193);
    expect(entry("objects", "a\u202eb")).to.equal('objects["a\\u{202e}b"]');
    expect(entry("", "a\nb\u202e")).to.equal('["a\\nb\\u{202e}"]');
  });
});
