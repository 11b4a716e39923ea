import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { MockCloud } from "./support/mock-cloud";
import { made, orders } from "./support/orders";

describe("stacks of errors, which Pulumi's SDK reads for each promise", () => {
  const usual = Error.stackTraceLimit;
  beforeEach(() => new MockCloud().enter(false));
  afterEach(() => expect(Error.stackTraceLimit).to.equal(usual));

  it("are not recorded while the children are registered, and are again afterwards", async () => {
    const limits = new Set<number>();
    const transformation: pulumi.ResourceTransformation = ({ type }) => {
      if (type.startsWith("azure-native:")) limits.add(Error.stackTraceLimit);
      return undefined;
    };
    await made("orders", orders(), { transformations: [transformation] });
    expect([...limits]).to.deep.equal([0]);
  });

  it("are recorded again after a transformation that throws", async () => {
    const transformation: pulumi.ResourceTransformation = ({ type }) => {
      if (type.startsWith("azure-native:")) throw new Error("no more identities");
      return undefined;
    };
    const error = await made("orders", orders(), { transformations: [transformation] }).catch((one) => one);
    expect(error.message).to.equal("no more identities");
  });
});
