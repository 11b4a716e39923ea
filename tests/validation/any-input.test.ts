import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { rules } from "../../codegen/rule-table";
import { entry, formatReason } from "../../src/validation/issue";
import { notSecret } from "../../src/validation/kinds-of-value";
import { applicationInput, fullInput, judge, useProject } from "./input";

const table = Object.values(rules).flat();
const ruleIds = table.map(({ id }) => id);
/** A text to be filled in that was forgotten; the values that are tried hold none of these words in brackets. */
const placeholder = new RegExp(
  table.flatMap(({ expected, remedy = "" }) => `${expected}${remedy}`.match(/<\w+>/g) ?? []).join("|"),
);

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

const spell = ([first = "", ...rest]: Path) =>
  rest.reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : entry(path, key)), first);

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], input);
}

function withValue(input: unknown, path: Path, value: unknown): unknown {
  const [last, ...parents] = [...path].reverse();
  if (last === undefined) return value;
  const holder = valueAt(input, parents.reverse());
  (holder as Record<string, unknown>)[last] = value;
  return input;
}

// What decides which children exist, or must be readable in the first preview: design, the plain properties.
const plain = new RegExp(
  `^(${[
    "clusters(\\.\\w+|\\[[^\\]]*\\])?",
    "serviceAccount(\\.management)?",
    "userAssignedIdentity",
    "application",
    "pod(\\.os)?",
    "cloud",
    "keyVaults",
    `keyVaults(\\.\\w+|\\["kv-shop"\\])(${[
      "",
      "\\.(permissionModel|grants|roleScope|mount|objects|env|env\\.DB_PASSWORD|syncedSecrets)",
      '\\.objects(\\.\\w+|\\["[^"]*"\\])(\\.(objectName|objectType|objectVersionHistory))?',
      "\\.secretProviderClass(\\.management)?",
      '\\.syncedSecrets\\["orders-tls"\\](\\.type|\\.data|\\.data\\["tls.pfx"\\])?',
    ].join("|")})`,
  ].join("|")})$`,
);

/** What decides who can read what, and which everybody who reviews the preview has to see. */
const names = new RegExp(
  `^(${notSecret.appliesTo.map((place) => place.replaceAll(".<key>", '(\\.\\w+|\\["[^"]*"\\])')).join("|")})$`,
);

const arrivals = {
  "an Output": (value: unknown) => pulumi.output(value),
  "a secret": (value: unknown) => pulumi.secret(value),
  "an unknown Output": () => pulumi.output(pulumi.unknown),
  "a Promise": (value: unknown) => Promise.resolve(value),
};

const never: Record<string, unknown> = {
  null: null,
  "a fraction": 7.5,
  NaN: Number.NaN,
  "an array": [],
  "an array of arrays": [[]],
  "a Map": new Map([["orders", "orders"]]),
  "a Set": new Set(["orders"]),
  "a date": new Date(0),
  "a function": () => "orders",
  "a symbol": Symbol("orders"),
  "a big integer": 7n,
};

const junk = fc.oneof(
  fc.jsonValue(),
  fc.object({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, maxDepth: 2 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(undefined, "__proto__", "constructor", "", "Infinity", Number.POSITIVE_INFINITY, 1e15),
  fc.jsonValue().map((value) => pulumi.output(value)),
  fc.jsonValue().map((value) => Promise.resolve(value)),
);

const inputs = { "a managed identity": fullInput, "an application": applicationInput };

for (const [kind, make] of Object.entries(inputs)) {
  describe(`normalizeArgs for ${kind} with values of any kind`, () => {
    const paths = pathsIn(make());
    const changed = (path: Path, value: unknown) => withValue(make(), path, value);
    const rejections: unknown[] = [];
    const remember = (reason: unknown) => rejections.push(reason);
    before(async () => {
      await useProject();
      process.on("unhandledRejection", remember);
    });
    after(() => process.off("unhandledRejection", remember));
    afterEach(async () => {
      await new Promise(setImmediate);
      expect(rejections.splice(0)).to.deep.equal([]);
    });

    async function about(path: Path, value: unknown) {
      const { issues } = await judge(changed(path, value));
      return {
        issues,
        own: issues.filter((issue) => path.length === 0 || issue.path.startsWith(spell(path))),
      };
    }

    it("accepts an input that uses every property", async () => {
      expect((await judge(make())).issues).to.deep.equal([]);
    });

    for (const [what, value] of Object.entries(never)) {
      it(`reports ${what} at every property`, async () => {
        for (const path of paths) {
          // A list may be empty.
          if (what === "an array" && Array.isArray(valueAt(make(), path))) continue;
          expect((await about(path, value)).own, spell(path)).not.to.deep.equal([]);
        }
      });
    }

    it("reports a map that has no text in place of every value", async () => {
      const leaves = paths.filter((path) => typeof valueAt(make(), path) !== "object");
      for (const path of leaves) {
        expect((await about(path, { toString: 1, valueOf: 1 })).own, spell(path)).not.to.deep.equal([]);
      }
    });

    for (const [what, later] of Object.entries(arrivals)) {
      const refused = (path: string) => plain.test(path) || (what === "a secret" && names.test(path));
      it(`reports ${what} at exactly the properties that may not be one`, async () => {
        for (const path of paths.slice(1)) {
          const { issues, own } = await about(path, later(valueAt(make(), path)));
          const isRefused = refused(spell(path));
          expect(own.length > 0, `${spell(path)}: ${JSON.stringify(issues)}`).to.equal(isRefused);
          if (!isRefused) expect(issues, spell(path)).to.deep.equal([]);
        }
      });
    }

    it("judges any change of a right input without a crash", async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...paths), junk, async (path, value) => {
          const { issues } = await judge(changed(path, value));
          for (const issue of issues) {
            expect(issue.path).to.be.a("string");
            expect(ruleIds).to.include(issue.rule);
            expect(formatReason(issue)).not.to.match(placeholder);
          }
        }),
        { numRuns: 300 },
      );
    });
  });
}

describe("normalizeArgs with any JSON", () => {
  before(useProject);

  it("judges it without a crash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (input) => {
        expect((await judge(input)).issues).not.to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });
});
