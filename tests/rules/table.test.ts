import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { notSecret } from "../../src/rules/kinds-of-value";
import { rules } from "../../src/rules/table";
import { closedLists, mayBeSecret } from "../engine/support/every-property";
import { derivedNameCases, inputCases, valueCases } from "../input/cases";
import { isPlain, leaves, positions } from "../input/support/positions";

const table = Object.values(rules).flat();
const source = join(__dirname, "../../src");
const named = /^all |^the component's name$/;

describe("the table of rules", () => {
  it("has a unique id for every rule", () => {
    const ids = table.map(({ id }) => id);
    expect(ids).to.have.length(new Set(ids).size);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).to.deep.equal([]);
  });

  it("has for every rule what is allowed, the source, and the remedy in whole sentences", () => {
    for (const { id, expected, message, source, remedy, stricter = {} } of table) {
      expect(expected, id).not.to.match(/^$|[.]$|^must/);
      expect(message ?? "A sentence.", id).to.match(/[.]$/);
      expect(source, id).not.to.equal("");
      expect(remedy ?? "A sentence.", id).to.match(/^[A-Z`<].*[^ ]$/);
      for (const reason of Object.values(stricter)) expect(reason, id).not.to.match(/^$|[.]$/);
    }
  });

  it("has rules only for positions that the schema has", () => {
    const concrete = table.flatMap(({ appliesTo }) => appliesTo).filter((position) => !named.test(position));
    const missing = concrete.filter((position) => !positions.has(position.replace(/^keys of /, "")));
    expect(missing).to.deep.equal([]);
  });

  it("has a rule for every text, and for the keys of every map", () => {
    const covered = new Set(table.flatMap(({ appliesTo }) => appliesTo));
    const texts = leaves.filter(([, { type }]) => type === "string").map(([position]) => position);
    const maps = [...positions]
      .filter(([, spec]) => spec.additionalProperties)
      .map(([one]) => `keys of ${one}`);
    expect(texts.length).to.be.greaterThan(25);
    expect([...texts, ...maps].filter((position) => !covered.has(position))).to.deep.equal([]);
  });

  it("has a rule about one value checked immediately only where the value must be known at preview time", () => {
    const late = table
      .filter((rule) => rule.checked === "immediately" && ("accepts" in rule || "min" in rule))
      .flatMap(({ id, appliesTo }) => appliesTo.map((position) => [id, position] as const))
      .filter(([, position]) => !named.test(position) && !isPlain(position));
    expect(late).to.deep.equal([]);
  });

  it("decides of every property whether it may be secret, and the engine's search for leaks has a value for those", () => {
    const open = leaves
      .map(([position]) => position)
      .filter((position) => !isPlain(position) && !notSecret.appliesTo.includes(position))
      .map((position) => position.replaceAll("<key>", "*").replaceAll("[]", ".*"));
    expect(open).to.have.members(Object.keys({ ...mayBeSecret, ...closedLists }));
  });

  it("has accepted and refused cases for every rule about the input, and for no other", () => {
    const tested = new Set([valueCases, inputCases, derivedNameCases].flatMap(Object.keys));
    const aboutInput = table.filter(({ checked }) => checked === "immediately" || checked === "once known");
    expect([...tested].sort()).to.deep.equal(aboutInput.map(({ id }) => id).sort());
  });

  it("has every rule that a file of src/rules exports, and no other file states a rule", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const exported = files
      .filter((file) => file.startsWith("rules/"))
      .flatMap((file) => Object.values(require(join(source, file)) as object))
      .filter((value) => typeof value?.appliesTo === "object");
    expect([...new Set(exported)]).to.have.members(table);
    const stating = files.filter(
      (file) => !file.startsWith("rules/") && /\bappliesTo: /.test(readFileSync(join(source, file), "utf8")),
    );
    expect(stating).to.deep.equal([]);
  });
});
