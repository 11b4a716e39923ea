import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { rules } from "../../src/rules/table";
import { valueCases } from "../input/cases";
import { isPlain, positions, withValueAt } from "../input/support/positions";
import { failure } from "./support/failure";
import { MockCloud } from "./support/mock-cloud";

/** A wrong text for each rule about one value, at each position that need not be known in the preview. */
const wrongTexts = Object.values(rules)
  .flat()
  .flatMap((rule) => {
    const wrong = valueCases[rule.id]?.refused.find((value) => typeof value === "string");
    const late = rule.appliesTo.filter((one) => positions.has(one) && !isPlain(one));
    return wrong === undefined ? [] : late.map((position) => ({ rule, position, wrong }));
  });

describe("a value that is unknown in the preview and wrong in the update", () => {
  it("is tried at more than 25 positions", () => {
    expect(wrongTexts.length).to.be.greaterThan(25);
  });

  for (const { rule, position, wrong } of wrongTexts) {
    it(`breaks rule ${rule.id} at ${position} before any child is created`, async () => {
      const cloud = new MockCloud();
      await cloud.enter(false);
      const late = pulumi.output(new Promise((resolve) => setImmediate(resolve, wrong)));
      const args = withValueAt(position, late) as KeyVaultWorkloadIdentityArgs;
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(message).to.match(/^KeyVaultWorkloadIdentity "orders": 1 invalid input\n {2}- /);
      const [, path = ""] = / {2}- (.+?): /.exec(message) ?? [];
      expect(path.split(/\.|\[/)[0]).to.equal(position.split(".")[0]);
      if (!rule.message) expect(message).to.include(`must be ${rule.expected}, but is `);
      expect(cloud.children).to.deep.equal([]);
    });
  }
});
