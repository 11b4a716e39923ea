import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";

const samples = resolve(__dirname, "../golden/moving-to-rbac");

/** What docs/moving-to-rbac.md shows; `UPDATE_GOLDEN=1` writes it, and then `npm run docs` puts it into the page. */
function expectSample(name: string, text: string): void {
  const path = join(samples, name);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).to.equal(text);
}

/** What a preview changes, what it logs of the vault, and what the summary says of it. */
function shown({ exitCode, text, steps, diagnostics, outputs }: Outcome): string {
  expect(exitCode, text).to.equal(0);
  const signs: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-" };
  const changed = steps.filter(({ op }) => op !== "same");
  const changes = changed.map(({ op, type, name }) => `${signs[op] ?? "?"} ${op} ${type} ${name}`);
  const logged = diagnostics
    .filter(({ message }) => message.includes("permissionModel"))
    .map(({ severity, message }) => `${severity}: ${message}`);
  const grants = Object.entries(outputs.trust as Record<string, string>)
    .filter(([subject]) => subject.startsWith("can: "))
    .map(([subject, line]) => `${subject}: ${line}`);
  const parts = [changes.length > 0 ? changes : ["nothing changes"], logged, grants];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

describe("moving a vault from access policies to Azure RBAC", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  const open = cloudForEachTest(
    () => ordersWorld(),
    (started) => {
      cloud = started;
    },
  );
  const switchVault = (enableRbacAuthorization: boolean) => {
    for (const vault of cloud.world.vaults) vault.enableRbacAuthorization = enableRbacAuthorization;
  };
  const program = (permissionModel: string) => {
    const args = ordersArgs();
    Object.assign(args.keyVaults["kv-shop"], { permissionModel });
    return yamlProgram(args);
  };

  it("shows in its previews what docs/moving-to-rbac.md shows, and each update does what its preview said", async () => {
    switchVault(false);
    const workspace = await open(program("AccessPolicy"));
    const update = async (...flags: string[]) => {
      const { exitCode, text } = await workspace.up("--skip-preview", ...flags);
      expect(exitCode, text).to.equal(0);
    };
    const grants = () =>
      cloud.azure
        .map(({ type }) => type.split(":").at(-1) ?? "")
        .filter((type) => /^(RoleAssignment|AccessPolicy)$/.test(type))
        .sort();
    await update();
    expect(grants()).to.deep.equal(["AccessPolicy"]);

    workspace.write(program("Both"));
    expectSample("1-both.txt", shown(await workspace.preview()));
    await update();
    expect(grants()).to.deep.equal(["AccessPolicy", "RoleAssignment"]);

    switchVault(true);
    expectSample("2-switched.txt", shown(await workspace.preview()));
    await update("--expect-no-changes");

    workspace.write(program("AzureRbac"));
    expectSample("3-azure-rbac.txt", shown(await workspace.preview()));
    await update();
    expect(grants()).to.deep.equal(["RoleAssignment"]);
  });
});
