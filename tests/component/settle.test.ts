import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { settle, withoutFailures } from "../../src/pulumi/settle";

describe("settling an input", () => {
  it("returns a known value", async () => {
    expect(await settle(pulumi.output("a"))).to.deep.equal({ known: true, secret: false, value: "a" });
  });

  it("returns that a value is a secret", async () => {
    expect(await settle(pulumi.secret("a"))).to.deep.equal({ known: true, secret: true, value: "a" });
  });

  it("finds what is nested in a value that comes later, secret and unknown included", async () => {
    const later = (inner: unknown) => settle(pulumi.output("x").apply(() => ({ list: [{ inner }] })));
    const whole = (inner: unknown) => ({ list: [{ inner }] });
    expect(await later("a")).to.deep.equal({ known: true, secret: false, value: whole("a") });
    expect(await later(pulumi.output("a"))).to.deep.equal({ known: true, secret: false, value: whole("a") });
    expect(await later(pulumi.secret("a"))).to.deep.equal({ known: true, secret: true, value: whole("a") });
    expect(await later(pulumi.output(pulumi.unknown))).to.deep.include({ known: false, value: undefined });
  });

  it("takes a resource as it is, and fails in a circle instead of never ending", async () => {
    class Team extends pulumi.ComponentResource {
      readonly self = this;
    }
    const team = new Team("shop:index:Team", "team");
    expect((await settle(pulumi.output("x").apply(() => ({ team })))).value?.team).to.equal(team);
    const circle: { self?: object } = {};
    circle.self = circle;
    const failed = await settle(pulumi.output("x").apply(() => circle));
    expect(failed).to.deep.include({ known: false, value: undefined });
    expect(failed.failure).to.be.instanceOf(RangeError);
  });

  it("returns a failure instead of rejecting, also one without a reason", async () => {
    const failed = await settle(pulumi.output(Promise.reject<string>()));
    expect(failed).to.deep.include({ known: false, value: undefined });
    expect(failed.failure).to.be.an("error");
  });
});

describe("the outputs for the engine", () => {
  it("are all that did not fail, a known one as its value: a failure is reported where it occurred", async () => {
    const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    const outputs = { known: pulumi.output("a"), secret: pulumi.secret("b"), unknown };
    const failed = pulumi.output(Promise.reject<string>(new Error("refused")));
    expect(await withoutFailures({ ...outputs, failed })).to.deep.equal({ ...outputs, known: "a" });
  });
});
