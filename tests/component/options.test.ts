import { expect } from "chai";
import { MockCloud } from "./support/mock-cloud";
import { made, orders } from "./support/orders";
import { reported } from "./support/reported";

describe("options of Pulumi that have no effect on a component", () => {
  beforeEach(() => new MockCloud().enter(false));

  for (const [option, value] of Object.entries({
    ignoreChanges: ["userAssignedIdentity"],
    replaceOnChanges: ["namespace"],
    customTimeouts: { create: "10m" },
  })) {
    it(`are a warning that says what has one: ${option}`, async () => {
      expect(await reported(() => made("orders", orders(), { [option]: value }))).to.deep.equal([
        `warning: The option ${option} has no effect on a component: Pulumi does not pass it to the children. Set it for single children with \`transforms\` (docs/customising.md).`,
      ]);
    });
  }

  it("are no warning where they are empty, as the plugin gets them, nor for the options that work", async () => {
    const opts = { ignoreChanges: [], replaceOnChanges: [], customTimeouts: { create: "" }, protect: true };
    expect(await reported(() => made("orders", orders(), opts))).to.deep.equal([]);
  });
});
