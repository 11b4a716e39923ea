import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import type { Emulator } from "../../../emulator";
import { moves, succeeded } from "../../examples/support/example";
import { cloudForEachTest } from "../support/cloud-for-each-test";
import { expectAgreement, things } from "../support/lost";
import { ordersWorld } from "../support/orders";
import type { Workspace } from "../support/workspace";

const read = (file: string) => readFileSync(join(__dirname, file), "utf8");

/** A program of docs/customising.md, as a user would have it in a folder of its own. */
function program(file: string): Record<string, string> {
  if (file.endsWith(".yaml")) return { "Pulumi.yaml": read(file) };
  return {
    "Pulumi.yaml": stringify({ name: "orders", runtime: "nodejs" }),
    "package.json": JSON.stringify({ main: "index.ts" }),
    "args.ts": read("args.ts"),
    "index.ts": read(file),
  };
}

describe("the programs of docs/customising.md", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  let workspace: Workspace;
  const open = cloudForEachTest(ordersWorld, (started) => {
    cloud = started;
  });

  async function start(file: string): Promise<void> {
    workspace = await open(program(file));
    succeeded(await workspace.up("--skip-preview"));
  }

  /** Runs another program in the same stack; returns what moved. */
  async function change(file: string): Promise<string[]> {
    workspace.write(program(file));
    return moves(succeeded(await workspace.up("--skip-preview")));
  }

  async function child(name: string) {
    const found = (await workspace.exportState()).find(({ urn }) => urn.endsWith(`::${name}`));
    if (!found) throw new Error(`${name} is not in the state`);
    return found;
  }

  it("transform single children: labels, descriptions, protection, changes to ignore", async () => {
    await start("unchanged.ts");
    expect(await change("transforms.ts")).to.have.members([
      "update orders-grant-kv-shop-secrets-user",
      "update orders-service-account",
    ]);
    const account = await child("orders-service-account");
    expect(account.outputs?.metadata).to.deep.include({ labels: { team: "shop" } });
    const grant = await child("orders-grant-kv-shop-secrets-user");
    expect(grant.outputs).to.deep.include({ description: "Requested in SHOP-123" });
    expect(await child("orders-identity")).to.deep.include({ protect: true, ignoreChanges: ["tags"] });
    expect(account).not.to.have.property("protect");
  });

  for (const language of ["ts", "yaml"]) {
    describe(`in ${language === "ts" ? "TypeScript" : "YAML"}`, () => {
      it("protect every child from deletion", async () => {
        await start(`unchanged.${language}`);
        expect(await change(`protect.${language}`)).to.deep.equal([]);
        const before = things(cloud);
        const destroyed = await workspace.destroy("--skip-preview");
        expect(destroyed.exitCode).not.to.equal(0);
        expect(destroyed.text).to.include("because it is protected");
        expect(things(cloud)).to.deep.equal(before);
      });

      it("keep what is removed from the program", async () => {
        await start(`unchanged.${language}`);
        expect(await change(`retain.${language}`)).to.deep.equal([]);
        const before = things(cloud);
        expect(before).to.have.length(5);
        succeeded(await workspace.destroy("--skip-preview"));
        expect(things(cloud)).to.deep.equal(before);
        expect(await workspace.exportState()).to.deep.equal([]);
      });

      it("rename the component, and create and delete nothing", async () => {
        await start(`unchanged.${language}`);
        const before = things(cloud);
        const renamed = await change(`rename-component.${language}`);
        expect(renamed).to.deep.equal([]);
        expect(things(cloud)).to.have.deep.members(before);
        await expectAgreement(cloud, workspace);
        succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
      });
    });
  }

  it("rename the component without any change where no environment variable is used, and then do without the alias", async () => {
    const withoutEnv = (file: string, edit = (text: string) => text) => {
      const files = program(file);
      const args = files["args.ts"]?.replace(/\n {2}env: .*/, "") ?? "";
      expect(args).not.to.include("env");
      const index = files["index.ts"]?.replace(/\n *envSecretName: .*/, "") ?? "";
      return { ...files, "args.ts": args, "index.ts": edit(index) };
    };
    workspace = await open(withoutEnv("unchanged.ts"));
    succeeded(await workspace.up("--skip-preview"));
    workspace.write(withoutEnv("rename-component.ts"));
    const { summary } = succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    expect(summary.same).to.equal(7);
    workspace.write(withoutEnv("rename-component.ts", (text) => text.replace(/aliases: .*\]/, "")));
    const after = succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    expect(after.summary.same).to.equal(7);
  });

  it("rename keys of clusters and vaults by aliases, and create and delete nothing", async () => {
    await start("unchanged.ts");
    const before = things(cloud);
    expect(await change("rename-keys.ts")).to.deep.equal(["update orders-secret-provider-class-shop"]);
    expect(things(cloud)).to.have.deep.members(before);
    await expectAgreement(cloud, workspace);
  });

  it("rename keys of clusters and vaults in the state, and create and delete nothing", async () => {
    await start("unchanged.yaml");
    const before = things(cloud);
    for (const [name, next] of [
      ["orders-credential-aks-prod", "orders-credential-blue"],
      ["orders-grant-kv-shop-secrets-user", "orders-grant-shop-secrets-user"],
      ["orders-secret-provider-class-kv-shop", "orders-secret-provider-class-shop"],
    ] as const) {
      const renamed = await workspace.renameInState((await child(name)).urn, next);
      expect(renamed.exitCode, renamed.text).to.equal(0);
    }
    expect(await change("rename-keys.yaml")).to.deep.equal(["update orders-secret-provider-class-shop"]);
    expect(things(cloud)).to.have.deep.members(before);
    await expectAgreement(cloud, workspace);
  });

  it("adopt resources of the same program by aliases, and create and delete nothing", async () => {
    await start("by-hand.ts");
    const before = things(cloud);
    const adopted = await change("adopt-aliases.ts");
    expect(adopted).to.have.members([
      "create orders",
      "update orders-grant-kv-shop-secrets-user",
      "update orders-secret-provider-class-kv-shop",
    ]);
    expect(things(cloud)).to.have.deep.members(before);
    await expectAgreement(cloud, workspace);
  });

  it("adopt resources of another program by import, and create and delete nothing", async () => {
    await start("by-hand.ts");
    const before = things(cloud);
    // Another program made them: this one knows nothing of them.
    expect((await workspace.importDeployment({ resources: [] })).exitCode).to.equal(0);
    expect(await change("adopt-import.ts")).to.have.members([
      "create orders",
      "import orders-identity",
      "update orders-identity",
      "import orders-credential-aks-prod",
      "import orders-service-account",
      "import orders-secret-provider-class-kv-shop",
      // Its objects are written in another way.
      "update orders-secret-provider-class-kv-shop",
    ]);
    expect(things(cloud)).to.have.deep.members(before);
    const imported = program("adopt-import.ts");
    const after = imported["index.ts"]?.replace("import: id", "");
    expect(after).not.to.equal(imported["index.ts"]);
    workspace.write({ ...imported, "index.ts": after ?? "" });
    succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
  });
});
