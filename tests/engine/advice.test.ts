import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { expectAgreement } from "./support/lost";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";
import type { Workspace } from "./support/workspace";

const accessPolicy = { permissionModel: "AccessPolicy", grants: "Create" };

/** A child that was created and not recorded, and the deletion that the advice has for it. */
const lost = {
  "azure-native:authorization:RoleAssignment": {
    vault: {},
    deletes: /az role assignment delete --ids (\S+)$/,
  },
  "azure-native:keyvault:AccessPolicy": {
    vault: accessPolicy,
    deletes: /az keyvault delete-policy --name kv-shop --object-id (\S+)$/,
  },
} as const;

type Type = keyof typeof lost;

const advice = ({ diagnostics }: Outcome) =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

describe("the advice beside an error, followed to the end", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  let workspace: Workspace;
  let args: ReturnType<typeof ordersArgs>;
  const open = cloudForEachTest(
    () => {
      const world = ordersWorld();
      for (const vault of world.vaults) vault.enableRbacAuthorization = isRbac;
      return world;
    },
    (started) => {
      cloud = started;
    },
  );
  let isRbac = true;

  /** An update that creates a child and is told that it was not; the next one reports it with advice. */
  async function lose(type: Type): Promise<string> {
    args = ordersArgs();
    Object.assign(args.keyVaults["kv-shop"], lost[type].vault);
    workspace = await open(yamlProgram(JSON.parse(JSON.stringify(args))));
    let isFirst = true;
    cloud.faultHook = ({ method, type: of }, moment) => {
      if (moment !== "done" || method !== "create" || of !== type || !isFirst) return;
      isFirst = false;
      throw new Error("no answer");
    };
    expect((await workspace.up("--skip-preview")).exitCode).not.to.equal(0);
    const reported = await workspace.up("--skip-preview");
    expect(reported.exitCode).not.to.equal(0);
    const [text = "", ...rest] = advice(reported);
    expect(rest).to.deep.equal([]);
    return text;
  }

  for (const type of Object.keys(lost) as Type[]) {
    const kind = type.split(":").at(-1);
    describe(`for a ${kind} that exists and is not recorded`, () => {
      before(() => {
        isRbac = lost[type].vault !== accessPolicy;
      });

      it("names the harmless remedy before the deletion, and whom the deletion harms; after it the next update creates it again", async () => {
        const text = await lose(type);
        const command = lost[type].deletes.exec(text);
        expect(command, text).not.to.equal(null);
        const deletion = text.search(/az (?:role|keyvault|identity)/);
        for (const first of [
          /`grants: External`|restore the old name/,
          /the access|no access|permissions on the vault/,
        ]) {
          expect(text.search(first), text).to.be.within(0, deletion);
        }
        const id = command?.[1]?.replaceAll("'", "") ?? "";
        const found = cloud.azure.filter((one) => one.type === type && one.id.endsWith(id));
        expect(found, id).to.have.length(1);
        for (const one of found) cloud.remove(type, one.id);
        const after = await workspace.up("--skip-preview");
        expect(after.exitCode, after.text).to.equal(0);
        await expectAgreement(cloud, workspace);
      });

      it("has External, which leaves it to its owner: it stays, and the next update succeeds", async () => {
        expect(await lose(type)).to.include("`grants: External`");
        const others = cloud.azure.filter((one) => one.type === type).map(({ id }) => id);
        expect(others).to.have.length(1);
        Object.assign(args.keyVaults["kv-shop"], { grants: "External" });
        workspace.write(yamlProgram(JSON.parse(JSON.stringify(args))));
        const after = await workspace.up("--skip-preview");
        expect(after.exitCode, after.text).to.equal(0);
        const kept = () => cloud.azure.filter((one) => one.type === type).map(({ id }) => id);
        expect(kept()).to.deep.equal(others);
        const deleted = after.steps.filter(({ op }) => op.startsWith("delete"));
        expect(deleted).to.deep.equal([]);
      });
    });
  }
});
