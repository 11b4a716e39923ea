import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { oncePerProgram, shareByAddress } from "../../src/pulumi/program";
import { MockCloud } from "./support/mock-cloud";

describe("the memory of a program", () => {
  /** The plugin has a client for each component: its address alone tells the program. */
  const connect = async (address: string) => {
    await new MockCloud().enter(false);
    Object.assign(pulumi.runtime.getMonitor() as object, {
      getChannel: () => ({ getTarget: () => address }),
    });
  };

  it("is shared by the components of a program, and by no other program", async () => {
    shareByAddress();
    const answers: number[] = [];
    for (const address of ["127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:2"]) {
      await connect(address);
      answers.push(oncePerProgram(["look-up"], () => answers.length));
    }
    expect(answers).to.deep.equal([0, 0, 2]);
  });
});
