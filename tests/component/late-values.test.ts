import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { packageSchema } from "../../src/package-schema";
import { inputsBySchema } from "../validation/inputs-by-schema";
import { withValueAt } from "../validation/places";
import { textBounds } from "../validation/text-bounds";
import { failure } from "./support/failure";
import { MockCloud } from "./support/mock-cloud";

const inputs = inputsBySchema(packageSchema);
const places = textBounds.flatMap(({ rule, refused }) =>
  rule.appliesTo
    .filter((place) => inputs[place]?.plain === false)
    .map((place) => ({ rule, place, wrong: refused[0] })),
);

describe("a value that is unknown in the preview", () => {
  it("stands at many places", () => {
    expect(places.length).to.be.greaterThan(25);
  });

  for (const { rule, place, wrong } of places) {
    if (wrong === undefined) continue;
    it(`and breaks ${rule.id} at ${place} in the update is told with the component's name, and nothing is made`, async () => {
      const cloud = new MockCloud();
      await cloud.enter(false);
      const late = pulumi.output(new Promise<string>((resolve) => setImmediate(resolve, wrong)));
      const args = withValueAt(place, late) as KeyVaultWorkloadIdentityArgs;
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(message).to.match(/^KeyVaultWorkloadIdentity "orders": 1 input to mend\n {2}- /);
      const [, path = ""] = / {2}- (.+?) must be /.exec(message) ?? [];
      expect(path.split(/\.|\[/)[0]).to.equal(place.split(".")[0]);
      expect(message).to.include(`must be ${rule.expected}, but is `);
      expect(cloud.children).to.deep.equal([]);
    });
  }
});
