import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { rules } from "../../codegen/rule-table";
import { packageSchema } from "../../src/package-schema";
import { formatReason } from "../../src/validation/issue";
import type { TextRule } from "../../src/validation/rule";
import { judgeWhole, useProject } from "./input";
import { inputsBySchema } from "./inputs-by-schema";
import { withKeyAt, withValueAt } from "./places";
import { cases, componentNames } from "./rule-cases";
import { textBounds } from "./text-bounds";

const table = Object.values(rules).flat();
const known = inputsBySchema(packageSchema);
const idsOf = async (input: unknown, component?: string) =>
  (await judgeWhole(input, component)).map(({ rule }) => rule);

describe("the rules", () => {
  before(useProject);

  it("have names of their own", () => {
    const ids = table.map(({ id }) => id);
    expect(ids).to.have.length(new Set(ids).size);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).to.deep.equal([]);
  });

  it("say what is allowed, who says so, and what to do, in sentences of one form", () => {
    for (const { id, expected, source, remedy, stricter = {} } of table) {
      expect(expected, id).not.to.match(/^$|[.]$|^must/);
      expect(source, id).not.to.equal("");
      expect(remedy ?? "A sentence.", id).to.match(/^[A-Z`].*[^ ]$/);
      for (const reason of Object.values(stricter)) expect(reason, id).not.to.match(/^$|[.]$/);
    }
  });

  it("are about inputs that exist", () => {
    const places = table.flatMap(({ appliesTo }) => appliesTo).map((place) => place.replace(/^keys of /, ""));
    const concrete = places.filter((place) => !/^all |^the component's name$/.test(place));
    expect(concrete.filter((place) => known[place] === undefined)).to.deep.equal([]);
  });

  it("for a value are checked at once only where it is plain", () => {
    const late = table
      .filter((rule) => rule.checked === "at once" && ("accepts" in rule || "min" in rule))
      .flatMap(({ id, appliesTo }) => appliesTo.map((place) => [id, place] as const))
      .filter(([, place]) => known[place.replace(/^keys of /, "")]?.plain === false);
    expect(late).to.deep.equal([]);
  });

  it("leave no input out", () => {
    const places = new Set(table.flatMap(({ appliesTo }) => appliesTo));
    const judged = (place: string) =>
      places.has(place) || [...places].some((one) => one.startsWith(`${place}.`));
    const without = Object.entries(known).filter(([place, { kind }]) => kind === "text" && !judged(place));
    expect(without.map(([place]) => place)).to.deep.equal([]);
  });

  it("are all tested: on one text, on an input, or by a look-up", () => {
    const tested = new Set([...textBounds.map(({ rule }) => rule.id), ...Object.keys(cases)]);
    const here = table.filter(({ checked }) => checked === "at once" || checked === "on arrival");
    expect(here.map(({ id }) => id).filter((id) => !tested.has(id))).to.deep.equal([]);
    expect([...tested].filter((id) => !here.some((rule) => rule.id === id))).to.deep.equal([]);
  });
});

describe("a rule for one text", () => {
  before(useProject);

  for (const { rule, accepted, refused } of textBounds) {
    it(`${rule.id} holds up to its bounds`, () => {
      for (const value of accepted) expect(rule.accepts(value), JSON.stringify(value)).to.equal(true);
      for (const value of refused) expect(rule.accepts(value), JSON.stringify(value)).to.equal(false);
    });

    for (const place of placesOf(rule)) {
      it(`${rule.id} holds for ${place}`, async () => {
        for (const value of accepted) {
          expect(await idsOf(inputWith(place, value)), JSON.stringify(value)).not.to.include(rule.id);
        }
        for (const value of refused) {
          expect(await idsOf(inputWith(place, value)), JSON.stringify(value)).to.include(
            ruleFor(rule, value),
          );
        }
      });
      if (place.startsWith("keys of ") || known[place]?.plain) continue;
      it(`${rule.id} holds for ${place} when the value arrives late`, async () => {
        for (const value of refused) {
          const late = inputWith(place, pulumi.output(Promise.resolve(value)));
          expect(await idsOf(late), JSON.stringify(value)).to.include(ruleFor(rule, value));
        }
      });
    }
  }

  it("of a name finds in every name what a template has lost", async () => {
    const free = new Set(textBounds.filter(({ rule }) => rule.free).flatMap(({ rule }) => rule.appliesTo));
    const names = textBounds
      .flatMap(({ rule }) => (rule.free ? [] : rule.appliesTo))
      .filter((place) => (known[place] || place.startsWith("keys of ")) && !free.has(place));
    for (const place of new Set(names)) {
      expect(await idsOf(inputWith(place, "shop-undefined")), place).to.include("lost-value");
      expect(await idsOf(inputWith(place, "[object Object]")), place).to.include("lost-output");
    }
  });

  it("for readers lets any word stand, but no object", async () => {
    for (const place of ["podLabels.<key>", "serviceAccount.annotations.<key>", "pod.command"]) {
      expect(await idsOf(inputWith(place, "undefined")), place).to.deep.equal([]);
      expect(await idsOf(inputWith(place, "[object Object]")), place).to.deep.equal(["lost-output"]);
    }
  });
});

describe("a rule for more than one text", () => {
  before(useProject);

  for (const [id, { accepted, refused }] of [...Object.entries(cases), ...Object.entries(componentNames)]) {
    it(`${id} holds up to its bounds`, async () => {
      expect(accepted).not.to.deep.equal([]);
      expect(refused).not.to.deep.equal([]);
      for (const [input, component] of accepted) {
        expect(await judgeWhole(input, component), JSON.stringify(input)).to.deep.equal([]);
      }
      for (const [input, component] of refused) {
        expect(await idsOf(input, component), JSON.stringify(input)).to.include(id);
      }
    });
  }

  it("leaves no placeholder open in its sentence", async () => {
    for (const [input, component] of Object.values(cases).flatMap(({ refused }) => refused)) {
      for (const issue of await judgeWhole(input, component)) {
        expect(formatReason(issue)).not.to.match(/<[a-z]\w*>/);
      }
    }
  });
});

function placesOf({ appliesTo }: TextRule): string[] {
  return appliesTo.filter((place) => !/^all |^the component's name$/.test(place));
}

function inputWith(place: string, value: unknown): unknown {
  return place.startsWith("keys of ")
    ? withKeyAt(place.replace("keys of ", ""), value as string)
    : withValueAt(place, value);
}

/** A text that breaks several rules is told of the first. */
function ruleFor(rule: TextRule, value: string): string {
  const lost = textBounds.map((one) => one.rule).filter(({ id }) => id.startsWith("lost-"));
  const broken = lost.find((one) => !one.accepts(value) && (!rule.free || one.id === "lost-output"));
  return (broken ?? rule).id;
}
