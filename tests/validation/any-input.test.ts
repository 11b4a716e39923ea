import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { entry } from "../../src/validation/issue";
import { fullInput, judge, useProject } from "./input";

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

const spell = ([first = "", ...rest]: Path) => rest.reduce(entry, first);

function valueAt(path: Path): unknown {
  return path.reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], fullInput());
}

function withValue(path: Path, value: unknown): unknown {
  const [last, ...parents] = [...path].reverse();
  if (last === undefined) return value;
  const input = fullInput();
  const holder = parents.reduceRight<unknown>((one, key) => (one as Record<string, unknown>)[key], input);
  (holder as Record<string, unknown>)[last] = value;
  return input;
}

const paths = pathsIn(fullInput());

// What decides which children exist, or must be readable in the first preview: design, the plain properties.
const plain = new RegExp(
  `^(${[
    "clusters(\\.\\w+|\\[[^\\]]*\\])?",
    "serviceAccount(\\.management)?",
    "userAssignedIdentity",
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

const later = {
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
  "a function": () => "orders",
  "a symbol": Symbol("orders"),
  "a big integer": 7n,
};

describe("normalizeArgs with values of any kind", () => {
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

  it("accepts an input that uses every property", async () => {
    const { issues } = await judge(fullInput());
    expect(issues).to.deep.equal([]);
  });

  for (const [what, value] of Object.entries(never)) {
    it(`reports ${what} at every property`, async () => {
      for (const path of paths) {
        const { issues } = await judge(withValue(path, value));
        const about = issues.filter((issue) => path.length === 0 || issue.path.startsWith(spell(path)));
        expect(about, spell(path)).not.to.deep.equal([]);
      }
    });
  }

  it("reports a map that has no text in place of every value", async () => {
    const leaves = paths.filter((path) => typeof valueAt(path) !== "object");
    for (const path of leaves) {
      const { issues } = await judge(withValue(path, { toString: 1, valueOf: 1 }));
      expect(
        issues.filter((issue) => issue.path.startsWith(spell(path))),
        spell(path),
      ).not.to.deep.equal([]);
    }
  });

  for (const [what, make] of Object.entries(later)) {
    it(`reports ${what} at exactly the plain properties`, async () => {
      for (const path of paths.slice(1)) {
        const { issues } = await judge(withValue(path, make(valueAt(path))));
        const about = issues.filter((issue) => issue.path.startsWith(spell(path)));
        expect(about.length > 0, `${spell(path)}: ${JSON.stringify(issues)}`).to.equal(
          plain.test(spell(path)),
        );
        if (!plain.test(spell(path))) expect(issues, spell(path)).to.deep.equal([]);
      }
    });
  }

  it("judges any JSON without a crash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (input) => {
        expect((await judge(input)).issues).not.to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it("judges any change of a right input without a crash", async () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.object({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, maxDepth: 2 }),
      fc.string({ unit: "binary" }),
      fc.constantFrom(undefined, "__proto__", "constructor", "", "Infinity", Number.POSITIVE_INFINITY, 1e15),
      fc.jsonValue().map((value) => pulumi.output(value)),
      fc.jsonValue().map((value) => Promise.resolve(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), junk, async (path, value) => {
        const { issues } = await judge(withValue(path, value));
        for (const { path: where, expected } of issues) {
          expect(where).to.be.a("string");
          expect(expected).to.be.a("string");
        }
      }),
      { numRuns: 300 },
    );
  });
});
