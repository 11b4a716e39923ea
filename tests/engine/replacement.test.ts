import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { moves, succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";

const orders = (userAssignedIdentity: object) => yamlProgram({ ...ordersArgs(), userAssignedIdentity });
const fixed = { resourceGroupName: "shop", name: "orders-fixed", location: "westeurope" };
const ofIdentity = (all: string[]) => all.filter((one) => one.endsWith(" orders-identity"));
const createdFirst = ["create-replacement orders-identity", "delete-replaced orders-identity"];

/** What docs/limits.md says of replacements that cannot be created first. */
describe("the replacement of an identity", function () {
  this.timeout(240_000);
  let cloud: Emulator;
  const open = cloudForEachTest(ordersWorld, (created) => {
    cloud = created;
  });
  const identities = () =>
    cloud.azure
      .filter(({ type }) => type.endsWith(":UserAssignedIdentity"))
      .map(({ id }) => id.split("/").at(-1));

  it("of a fixed name is refused in another location, and succeeds with another name: the preview is the same", async () => {
    const { preview, up, write } = await open(orders(fixed));
    succeeded(await up("--skip-preview"));
    const elsewhere = { ...fixed, location: "northeurope" };
    await write(orders(elsewhere));
    expect(ofIdentity(moves(succeeded(await preview())))).to.include.members(createdFirst);
    const refused = await up("--skip-preview");
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.text).to.include("An identity of this name exists").and.to.include("set another name");
    expect(identities()).to.deep.equal(["orders-fixed"]);

    await write(orders({ ...elsewhere, name: "orders-north" }));
    expect(ofIdentity(moves(succeeded(await preview())))).to.include.members(createdFirst);
    succeeded(await up("--skip-preview"));
    expect(identities()).to.deep.equal(["orders-north"]);
  });

  it("deletes first under an autonaming without a random part, and the preview shows it", async () => {
    const { preview, up, write, configure } = await open(orders({ resourceGroupName: "shop" }));
    await configure({ "pulumi:autonaming": { mode: "verbatim" } });
    succeeded(await up("--skip-preview"));
    expect(identities()).to.deep.equal(["orders-identity"]);
    await write(orders({ resourceGroupName: "shop-new" }));
    for (const run of [preview, up]) {
      const moved = ofIdentity(moves(succeeded(await run())));
      const [deleted, created] = ["delete-replaced", "create-replacement"].map((op) =>
        moved.indexOf(`${op} orders-identity`),
      );
      expect(deleted)
        .to.be.at.least(0)
        .and.below(created as number);
    }
    expect(identities()).to.deep.equal(["orders-identity"]);
  });
});
