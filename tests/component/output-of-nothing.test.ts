import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { InvalidInputs } from "../../src/pulumi/issues";
import { settle } from "../../src/pulumi/settle";
import { isPlain, positions, withValueAt } from "../input/support/positions";
import { failure } from "./support/failure";
import { MockCloud } from "./support/mock-cloud";

describe("an Output that holds nothing", () => {
  for (const position of [...positions.keys()].filter((one) => !isPlain(one))) {
    it(`counts as left out, or stops the component before its first child: ${position}`, async () => {
      const cloud = new MockCloud();
      await cloud.enter(false);
      const args = withValueAt(position, pulumi.output(undefined)) as KeyVaultWorkloadIdentityArgs;
      let component: KeyVaultWorkloadIdentity | undefined;
      const wrong = await failure(() => {
        component = new KeyVaultWorkloadIdentity("orders", args);
        return component;
      }).catch(() => undefined);
      if (wrong !== undefined) {
        expect(wrong).to.be.instanceOf(InvalidInputs);
        expect(cloud.children).to.deep.equal([]);
      } else {
        expect(await settle(component?.volumes)).to.deep.include({ known: true });
      }
    });
  }
});
