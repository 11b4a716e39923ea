import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { InvalidInputs } from "../../src/pulumi/issues";
import { settle } from "../../src/pulumi/settle";
import { isPlain, positions, withValueAt } from "../input/support/positions";
import { failure } from "./support/failure";
import { MockCloud } from "./support/mock-cloud";

const numbersAndLists = [...positions].flatMap(([position, { type }]) =>
  ["integer", "boolean", "array"].includes(type ?? "") ? [position] : [],
);

describe("an Output that holds nothing", () => {
  for (const position of [...positions.keys()].filter((one) => !isPlain(one))) {
    it(`counts as left out, or stops the component before its first child: ${position}`, async () => {
      const cloud = new MockCloud();
      cloud.answers["azure-native:authorization:getClientConfig"] = () => ({
        subscriptionId: "00000000-0000-0000-0000-00000000000a",
        tenantId: "00000000-0000-0000-0000-00000000bbbb",
        objectId: "00000000-0000-0000-0000-0000000de910",
      });
      await cloud.enter(false);
      const args = withValueAt(position, pulumi.output(undefined)) as KeyVaultWorkloadIdentityArgs;
      const components: KeyVaultWorkloadIdentity[] = [];
      const wrong = await failure(() => {
        components.push(new KeyVaultWorkloadIdentity("orders", args));
        return components[0] as KeyVaultWorkloadIdentity;
      }).catch((error: Error) => {
        if (error.message !== "the component was made") throw error;
      });
      if (wrong) {
        expect(wrong).to.be.instanceOf(InvalidInputs);
        // Of the kind that the property takes.
        if (numbersAndLists.includes(position)) expect(wrong.message).not.to.include("must be a text");
        expect(cloud.children).to.deep.equal([]);
      } else {
        expect(await settle(components[0]?.volumes)).to.deep.include({ known: true, secret: false });
      }
    });
  }
});
