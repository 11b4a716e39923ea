import { expect } from "chai";
import { parse, stringify } from "yaml";
import { startEmulator } from "../../emulator";
import { isListed } from "./support/child-table";
import { commands, importCommands } from "./support/interrupted-runs-page";
import { expectAgreement } from "./support/lost";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import { createWorkspace } from "./support/workspace";

/** Two components that between them have one of every kind of child. */
function program(): Record<string, string> {
  const { resources, ...project } = parse(
    yamlProgram({ ...ordersArgs(), pod: { image: "busybox" } })["Pulumi.yaml"] ?? "",
  );
  const { userAssignedIdentity: _, pod: __, keyVaults, ...shared } = resources.orders.properties;
  const billing = {
    ...shared,
    application: { displayName: "Billing" },
    serviceAccount: { management: "External" },
    keyVaults: {
      "kv-billing": {
        ...keyVaults["kv-shop"],
        permissionModel: "AccessPolicy",
        secretProviderClass: { management: "External" },
      },
    },
  };
  const both = { orders: resources.orders, billing: { ...resources.orders, properties: billing } };
  return { "Pulumi.yaml": stringify({ ...project, resources: both }, { aliasDuplicateObjects: false }) };
}

describe("docs/interrupted-runs.md", function () {
  this.timeout(300_000);

  it("says of each kind of child how to import it, or that it has to be deleted, and the next update succeeds", async () => {
    const world = ordersWorld();
    for (const vault of [...world.vaults]) {
      world.vaults.push({ ...vault, name: "kv-billing", enableRbacAuthorization: false });
    }
    const cloud = await startEmulator({ world });
    const workspace = await createWorkspace({ files: program(), debugProviders: cloud.debugProviders });
    try {
      const made = await workspace.up("--skip-preview");
      expect(made.exitCode, made.text).to.equal(0);

      // As if every answer of the cloud had been lost: only the components are recorded.
      const deployment = await workspace.exportDeployment();
      const isChild = ({ parent }: { parent?: string }) =>
        parent?.includes("KeyVaultWorkloadIdentity") ?? false;
      const children = (deployment.resources ?? []).filter(isChild);
      const rest = (deployment.resources ?? []).filter((resource) => !isChild(resource));
      expect((await workspace.importDeployment({ ...deployment, resources: rest })).exitCode).to.equal(0);

      const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
      expect(children.filter(({ type, urn }) => !isListed(type, nameOf(urn)))).to.deep.equal([]);

      // azure-native imports these two so that every later update fails.
      const mustBeDeleted = ({ type }: { type: string }) => /:(RoleAssignment|AccessPolicy)$/.test(type);
      const imports = children.flatMap(({ type, urn, id = "", parent = "" }) => {
        if (mustBeDeleted({ type })) return [];
        const command = importCommands.find((one) => one.type === type && one.id.test(id));
        if (!command) throw new Error(`the page does not say how to import ${type} ${id}`);
        expect(nameOf(urn)).to.equal(command.name);
        return [{ type, name: command.name, id, parent: nameOf(parent) }];
      });
      expect(new Set(imports.map(({ type }) => type))).to.deep.equal(
        new Set(importCommands.map(({ type }) => type)),
      );
      for (const { type, id = "" } of children.filter(mustBeDeleted)) cloud.remove(type, id);
      const components = rest.filter(({ type }) => type.startsWith("azure-workload-identity:"));
      const nameTable = Object.fromEntries(components.map(({ urn }) => [urn.split("::").at(-1), urn]));
      workspace.write({ "import.json": JSON.stringify({ nameTable, resources: imports }) });
      const imported = await workspace.import(
        "--file",
        "import.json",
        "--protect=false",
        "--generate-code=false",
      );
      expect(imported.exitCode, imported.text).to.equal(0);

      const after = await workspace.up("--skip-preview");
      expect(after.exitCode, after.text).to.equal(0);
      const moved = after.steps.filter(({ op }) => op !== "same" && op !== "update");
      expect(moved.map(({ op, name }) => `${op} ${name}`)).to.have.members([
        "create orders-grant-kv-shop-secrets-user",
        "create billing-policy-kv-billing",
      ]);
      await expectAgreement(cloud, workspace);
    } finally {
      workspace.dispose();
      await cloud.stop();
    }
  });

  it("has a command that deletes after each one that imports", () => {
    for (const [at, command] of commands.entries()) {
      if (command.startsWith("pulumi import "))
        expect(commands[at + 1]).to.match(/^(az|kubectl) .*\bdelete\b/);
    }
    expect(commands.join("\n")).to.include("az role assignment delete --ids");
    expect(commands.join("\n")).to.include("az keyvault delete-policy");
    expect(
      commands.filter((command) => /^pulumi import .*(RoleAssignment|AccessPolicy)/.test(command)),
    ).to.deep.equal([]);
  });
});
