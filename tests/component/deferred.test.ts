import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { derive, unwrap } from "../../src/pulumi/deferred";
import { resourcesOf } from "../../src/pulumi/private-api";
import { settle } from "../../src/pulumi/settle";
import { MockCloud } from "./support/mock-cloud";

const later = <T>(value: T) => pulumi.output("x").apply(() => value) as unknown as T;
const inPromise = <T>(value: T) => Promise.resolve(value) as unknown as T;
const joined = (parts: readonly string[]) => parts.join("-");

describe("a value that is derived from others", () => {
  it("is no Output where nothing has to be waited for", () => {
    expect(derive(["a", "b"], joined)).to.equal("a-b");
    expect(unwrap({ list: ["a"], when: undefined })).to.deep.equal({ list: ["a"], when: undefined });
  });

  it("is an Output where it is computed later", async () => {
    const length = derive("ab", async (text) => text.length);
    expect(pulumi.Output.isInstance(length)).to.equal(true);
    expect(await settle(length)).to.deep.include({ known: true, value: 2 });
  });

  it("comes once all parts have, wherever they are and in whatever they come", async () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined)),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(value, fc.infiniteStream(fc.nat(3)), async (plain, choices) => {
        const wrapped = (one: unknown): unknown => {
          const parts = Array.isArray(one) ? one.map(wrapped) : one;
          const whole =
            typeof parts === "object" && parts !== null && !Array.isArray(parts)
              ? Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, wrapped(part)]))
              : parts;
          const choice = choices.next().value;
          if (choice === 1) return later(whole);
          return choice === 2 ? inPromise(whole) : whole;
        };
        const text = derive({ value: wrapped(plain) }, (known) => JSON.stringify(known));
        expect((await settle(text)).value).to.equal(JSON.stringify({ value: plain }));
      }),
      { numRuns: 200 },
    );
  });

  it("is unknown while one of them is, and secret if one of them is", async () => {
    const unknown = pulumi.output(pulumi.unknown) as unknown as string;
    expect(await settle(derive(["a", unknown], joined))).to.deep.include({ known: false });
    const secret = pulumi.secret("b") as unknown as string;
    expect(await settle(derive(["a", secret], joined))).to.deep.include({ secret: true, value: "a-b" });
    expect(await settle(derive([later("a"), secret], joined))).to.deep.include({ secret: true });
  });

  it("keeps what is known beside what is not, where nothing is computed from it", async () => {
    const unknown = pulumi.output(pulumi.unknown) as unknown as string;
    const both = unwrap({ own: "a", other: unknown });
    expect(await settle(both)).to.deep.include({ known: false });
    expect(await settle(both.own)).to.deep.include({ known: true, value: "a" });
  });

  it("depends on the resources of all of them, and does not look into one", async () => {
    await new MockCloud().enter(false);
    class Team extends pulumi.ComponentResource {
      readonly self = this;
    }
    const [one, two] = [new Team("shop:index:Team", "one"), new Team("shop:index:Team", "two")];
    expect(await resourcesOf(derive([one.urn, two.urn], joined))).to.have.members([one, two]);
    expect(derive({ team: one }, ({ team }) => team)).to.equal(one);
  });
});
