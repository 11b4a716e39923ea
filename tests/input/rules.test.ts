import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { holdsDeferred } from "../../src/pulumi/deferred";
import { formatReason } from "../../src/rules/issue";
import { lostOutput, lostValue, readable } from "../../src/rules/kinds-of-value";
import type { Rule, TextRule } from "../../src/rules/rule";
import { rules } from "../../src/rules/table";
import { derivedNameCases, inputCases, valueCases } from "./cases";
import { readAsLibrary, readAsPlugin, useProject } from "./support/input";
import { inputWith, isPlain, positions } from "./support/positions";

const table = Object.values(rules).flat();

/** How a value can come in, and whether every value can come in like that. */
const ways: Record<
  string,
  { wrap: (value: unknown) => unknown; read: typeof readAsLibrary; plain: boolean }
> = {
  "in the library": { wrap: (value) => value, read: readAsLibrary, plain: true },
  "in the library, once the value is known": {
    wrap: (value) => pulumi.output(new Promise((resolve) => setImmediate(resolve, value))),
    read: readAsLibrary,
    plain: false,
  },
  "in the plugin": { wrap: (value) => value, read: readAsPlugin, plain: true },
  "in the plugin, out of an Output": {
    wrap: (value) => pulumi.output(value),
    read: readAsPlugin,
    plain: true,
  },
};

/** What a value may break that is valid by itself. */
const betweenInputs = ["pod-status-name", "mounted-file", "keys-of-secret-type", "linux-path"];

describe("the rules about one value", () => {
  before(useProject);

  for (const [id, { accepted, refused }] of Object.entries(valueCases)) {
    const rule = table.find((one) => one.id === id) as Rule;
    for (const position of rule.appliesTo.filter(isInSchema)) {
      for (const [way, { wrap, read, plain }] of Object.entries(ways)) {
        if (!plain && isPlain(position)) continue;
        it(`rule ${id} holds up to its bounds for ${position} ${way}`, async () => {
          const idsOf = async (value: unknown) =>
            (await read(inputWith(position, value, wrap))).issues.map((issue) => issue.rule);
          // How a value comes in does not depend on the value: all of them one way, the first of each kind every way.
          const tried = (values: readonly unknown[]) =>
            way === "in the library" ? values : values.slice(0, 1);
          for (const value of tried(accepted)) {
            const ids = await idsOf(value);
            if (position.startsWith("keys of ")) expect(ids, shown(value)).not.to.include(id);
            else
              expect(
                ids.filter((one) => !betweenInputs.includes(one)),
                shown(value),
              ).to.deep.equal([]);
          }
          for (const value of tried(refused)) {
            expect(await idsOf(value), shown(value)).to.include(firstBroken(rule, value));
          }
        });
      }
    }
  }

  it("rules about the component's name and about all texts hold up to their bounds", () => {
    const others = Object.entries(valueCases).filter(
      ([id]) => !table.find((one) => one.id === id)?.appliesTo.some(isInSchema),
    );
    expect(others.map(([id]) => id).sort()).to.deep.equal(["credential-name", "lost-output", "lost-value"]);
    for (const [id, { accepted, refused }] of others) {
      const { accepts } = table.find((one) => one.id === id) as TextRule;
      expect(
        accepted.filter((value) => !accepts(`${value}`)),
        id,
      ).to.deep.equal([]);
      expect(
        refused.filter((value) => accepts(`${value}`)),
        id,
      ).to.deep.equal([]);
    }
  });

  it("of the rules that one value breaks, the one that stands first in its table is reported", async () => {
    const both = "https://shop-0123abcd.hcp.westeurope.azmk8s.io/.well-known/openid-configuration";
    const { issues } = await readAsLibrary(inputWith("clusters.<key>.oidcIssuerUrl", both));
    expect(issues.map(({ rule }) => rule)).to.deep.equal(["discovery-address"]);
  });

  it("a value that is no text is compared with what is expected, not explained as a text", async () => {
    const { issues } = await readAsLibrary(inputWith("roleAssignments.<key>.role", 5));
    expect(issues.map(({ message }) => message)).to.deep.equal([
      "must be the name of a built-in role that this package knows, or the GUID or id of a role definition, but is 5 (a number, not a text).",
    ]);
  });

  it("every name, id and URL is searched for what a template has lost", async () => {
    const texts = table.filter((rule) => rule.kind === "text");
    const free = new Set(texts.filter((rule) => rule.free).flatMap((rule) => rule.appliesTo));
    const names = texts.flatMap((rule) => rule.appliesTo).filter((one) => isInSchema(one) && !free.has(one));
    expect(names).to.include.members(["namespace", "keys of clusters", "application.owners[]"]);
    for (const position of new Set(names)) {
      const idsOf = async (value: string) =>
        (await readAsLibrary(inputWith(position, value))).issues.map((issue) => issue.rule);
      expect(await idsOf("shop-undefined"), position).to.include("lost-value");
      expect(await idsOf("[object Object]"), position).to.include("lost-output");
    }
  });

  it("a text for readers may contain any word, but no object", async () => {
    for (const position of ["podLabels.<key>", "serviceAccount.annotations.<key>", "pod.command[]"]) {
      const idsOf = async (value: string) =>
        (await readAsLibrary(inputWith(position, value))).issues.map((issue) => issue.rule);
      expect(await idsOf("undefined"), position).to.deep.equal([]);
      expect(await idsOf("[object Object]"), position).to.deep.equal(["lost-output"]);
    }
  });
});

describe("the rules about more than one value", () => {
  before(useProject);

  for (const [id, { accepted, refused }] of [
    ...Object.entries(inputCases),
    ...Object.entries(derivedNameCases),
  ]) {
    const where = id in valueCases ? " for names that derive from others" : "";
    it(`rule ${id} holds up to its bounds${where}`, async () => {
      expect(accepted).not.to.deep.equal([]);
      expect(refused).not.to.deep.equal([]);
      for (const [input, component] of accepted) {
        expect((await readAsLibrary(input, component)).issues, shown(input)).to.deep.equal([]);
      }
      for (const [input, component] of refused) {
        const { issues, immediate } = await readAsLibrary(input, component);
        expect(
          issues.map(({ rule }) => rule),
          shown(input),
        ).to.include(id);
        // Of plain values all mistakes are reported together; not every hostile one can be searched for Outputs.
        if (id === readable.id || !holdsDeferred(input))
          expect(immediate, shown(input)).to.deep.equal(issues);
        for (const issue of issues) expect(formatReason(issue)).not.to.match(/<[a-z]\w*>/);
      }
    });
  }
});

function isInSchema(position: string): boolean {
  return positions.has(position.replace(/^keys of /, ""));
}

/** Of several rules that a text breaks, the first is reported; those about lost values come before all others. */
function firstBroken(rule: Rule, value: unknown): string {
  if (typeof value !== "string" || rule.kind !== "text") return rule.id;
  if (!lostOutput.accepts(value)) return lostOutput.id;
  return "free" in rule || lostValue.accepts(value) ? rule.id : lostValue.id;
}

function shown(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, 200);
  } catch {
    return "an input that cannot be shown";
  }
}
