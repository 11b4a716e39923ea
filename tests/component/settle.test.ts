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
