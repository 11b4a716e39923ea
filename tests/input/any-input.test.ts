import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { formatReason } from "../../src/rules/issue";
import { notSecret } from "../../src/rules/kinds-of-value";
import { entry } from "../../src/rules/path";
import { rules } from "../../src/rules/table";
import { anyCharacter } from "./support/any-character";
import { applicationInput, fullInput, readAsLibrary, readAsPlugin, useProject } from "./support/input";
import { isPlain, positions } from "./support/positions";

const table = Object.values(rules).flat();
const ruleIds = table.map(({ id }) => id);
/** A text to be filled in that was forgotten; the values that are tried hold none of these words in brackets. */
const placeholder = new RegExp(
  table
    .flatMap(
      ({ expected, message = "", remedy = "" }) => `${expected}${message}${remedy}`.match(/<\w+>/g) ?? [],
    )
    .join("|"),
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

/** As the rules name it: `clusters`, `blue` → `clusters.<key>` */
function positionOf([first = "", ...rest]: Path): string {
  return rest.reduce((position, key) => {
    const spec = positions.get(position);
    if (spec?.items) return `${position}[]`;
    return `${position}.${spec?.additionalProperties ? "<key>" : key}`;
  }, first);
}

interface Arrival {
  readonly wrap: (value: unknown) => unknown;
  readonly read: typeof readAsLibrary;
  readonly isRefused: (position: string) => boolean;
}

const isName = (position: string) => notSecret.appliesTo.includes(position);
const secretOrPlain = (position: string) => isPlain(position) || isName(position);

const arrivals: Record<string, Arrival> = {
  "an Output in the library": { wrap: pulumi.output, read: readAsLibrary, isRefused: isPlain },
  "a secret in the library": { wrap: pulumi.secret, read: readAsLibrary, isRefused: secretOrPlain },
  "an unknown Output in the library": {
    wrap: () => pulumi.output(pulumi.unknown),
    read: readAsLibrary,
    isRefused: isPlain,
  },
  "a Promise in the library": {
    wrap: (value) => Promise.resolve(value),
    read: readAsLibrary,
    isRefused: isPlain,
  },
  "an Output in the plugin": { wrap: pulumi.output, read: readAsPlugin, isRefused: () => false },
  "a secret in the plugin": { wrap: pulumi.secret, read: readAsPlugin, isRefused: secretOrPlain },
  "an unknown Output in the plugin": {
    wrap: () => pulumi.output(pulumi.unknown),
    read: readAsPlugin,
    isRefused: isPlain,
  },
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
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(undefined, "__proto__", "constructor", "", "Infinity", Number.POSITIVE_INFINITY, 1e15),
  fc.jsonValue().map((value) => pulumi.output(value)),
  fc.jsonValue().map((value) => Promise.resolve(value)),
);

const inputs = { "a managed identity": fullInput, "an application": applicationInput };

/** One path for each position: the values of a list are read alike. */
const byPosition = (all: readonly Path[]) => new Map(all.map((path) => [positionOf(path), path]));
const ofManagedIdentity = byPosition(pathsIn(fullInput()));

for (const [kind, make] of Object.entries(inputs)) {
  describe(`an input for ${kind} with values of any kind`, () => {
    const all = pathsIn(make());
    // What the first input has is not tried again.
    const isNew = (position: string) => make === fullInput || !ofManagedIdentity.has(position);
    const paths = [...byPosition(all)].flatMap(([position, path]) => (isNew(position) ? [path] : []));
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
      const { issues } = await readAsLibrary(changed(path, value));
      return {
        issues,
        own: issues.filter((issue) => path.length === 0 || issue.path.startsWith(spell(path))),
      };
    }

    it("an input that uses every property is accepted", async () => {
      expect((await readAsLibrary(make())).issues).to.deep.equal([]);
    });

    for (const [what, value] of Object.entries(never)) {
      it(`${what} is reported at every property, once where it is a single value`, async () => {
        for (const path of paths) {
          // A list may be empty.
          if (what === "an array" && Array.isArray(valueAt(make(), path))) continue;
          const { issues, own } = await about(path, value);
          expect(own, spell(path)).not.to.deep.equal([]);
          // A reference to one of its versions is reported as well.
          if (typeof valueAt(make(), path) !== "object" && !path.includes("objectVersionHistory"))
            expect(issues, spell(path)).to.deep.equal(own.slice(0, 1));
        }
      });
    }

    it("a map that has no text is reported in place of every single value", async () => {
      const leaves = paths.filter((path) => typeof valueAt(make(), path) !== "object");
      for (const path of leaves) {
        expect((await about(path, { toString: 1, valueOf: 1 })).own, spell(path)).not.to.deep.equal([]);
      }
    });

    for (const [what, { wrap, read, isRefused }] of Object.entries(arrivals)) {
      it(`${what} is reported at exactly the properties that may not be one`, async () => {
        for (const path of paths.filter(({ length }) => length > 0)) {
          const { issues } = await read(changed(path, wrap(valueAt(make(), path))));
          const own = issues.filter((issue) => issue.path.startsWith(spell(path)));
          const expected = isRefused(positionOf(path));
          expect(own.length > 0, `${spell(path)}: ${JSON.stringify(issues)}`).to.equal(expected);
          if (!expected) expect(issues, spell(path)).to.deep.equal([]);
        }
      });
    }

    it("any change of a valid input is read without a crash, and reported by a rule of the table", async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...all), junk, async (path, value) => {
          const { issues } = await readAsLibrary(changed(path, value));
          for (const issue of issues) {
            expect(issue.path).to.be.a("string");
            expect(ruleIds).to.include(issue.rule);
            // A place may be suggested as it is documented: `Did you mean clusters.<key>.name?`
            expect(formatReason(issue).replaceAll(".<key>", "")).not.to.match(placeholder);
          }
        }),
        { numRuns: 300 },
      );
    });
  });
}

describe("an input of any JSON", () => {
  before(useProject);

  it("is reported as invalid, without a crash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (input) => {
        expect((await readAsLibrary(input)).issues).not.to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });
});
