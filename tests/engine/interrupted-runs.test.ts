import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { AzureError } from "../../emulator/azure/azure-error";
import { importCommands } from "./support/interrupted-runs-page";
import { expectAgreement, lost, once, type Thing, things } from "./support/lost";
import { languages, ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";
import { createWorkspace, type Workspace } from "./support/workspace";

const noAnswer = () => {
  throw new Error("transport is closing");
};

/** One after the other in one stack; TypeScript has what YAML has not. */
const moments: Record<string, (readonly ["asked" | "done", string])[]> = {
  "YAML, through the plugin": [
    ["asked", "orders-identity"],
    ["asked", "orders-credential-aks-prod"],
    ["done", "orders-credential-aks-prod"],
    ["done", "orders-secret-provider-class-kv-shop"],
  ],
  "TypeScript, as a library": [["done", "orders-identity"]],
};

describe("a run that is interrupted", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  let workspace: Workspace;

  async function open(files: Record<string, string>): Promise<void> {
    cloud = await startEmulator({ world: ordersWorld() });
    workspace = await createWorkspace({ files, debugProviders: cloud.debugProviders });
  }
  afterEach(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  const update = (...flags: string[]) => workspace.up("--skip-preview", ...flags);
  const destroy = () => workspace.destroy("--skip-preview");

  async function succeed(run: Promise<{ exitCode: number; text: string }>): Promise<string> {
    const { exitCode, text } = await run;
    expect(exitCode, text).to.equal(0);
    return text;
  }

  /** Runs until the engine, or the plugin, is killed at that moment. */
  async function killedAt(
    victim: "engine" | "plugin",
    where: Parameters<typeof once>[1],
    run: () => Promise<Outcome>,
  ): Promise<Outcome> {
    let killed = false;
    once(cloud, where, () => {
      killed = true;
      workspace.kill(victim);
      if (where.moment === "asked" && victim === "engine") noAnswer();
    });
    const outcome = await run();
    expect(killed, `${where.method} ${where.name} came\n${outcome.text}`).to.equal(true);
    expect(outcome.exitCode).to.not.equal(0);
    return outcome;
  }

  /** As the page says. */
  async function takeBack({ type, id }: Thing, component: string): Promise<void> {
    const command = importCommands.find((one) => one.type === type && one.id.test(id));
    if (command) await succeed(workspace.import(...command.args(id, component)));
    else if (type.endsWith(":RoleAssignment")) cloud.remove(type, id);
    else expect.fail(`the page does not say how to import ${type} ${id}`);
  }

  for (const [language, program] of Object.entries(languages)) {
    it(`by a killed engine: each object that it did not record is named, and can be imported (${language})`, async () => {
      await open(program(ordersArgs()));
      for (const [moment, name] of moments[language] ?? []) {
        await killedAt("engine", { method: "create", name, moment }, update);
        if (moment === "asked") expect((await update()).text).to.include("the stack is currently locked");
        await succeed(workspace.cancel());
        const { resources = [], pending_operations = [] } = await workspace.exportDeployment();
        const interrupted = pending_operations.filter(({ type }) => type === "creating");
        expect(interrupted.map(({ resource }) => resource.urn.split("::").at(-1))).to.include(name);
        const component = resources.find(({ urn }) => urn.endsWith("::orders"))?.urn ?? "";
        for (const thing of await lost(cloud, workspace)) {
          const own = interrupted.filter(({ resource }) => resource.type === thing.type);
          const lastPart = thing.id.split("/").at(-1) ?? "";
          expect(JSON.stringify(own), `the name of ${thing.id}`).to.include(`"${lastPart}"`);
          await takeBack(thing, component);
        }
        await expectAgreement(cloud, workspace);
      }
      const warned = await succeed(update());
      for (const [, name] of moments[language] ?? []) {
        expect(warned).to.include(`${name}, interrupted while creating`);
      }
      await expectAgreement(cloud, workspace);
      await succeed(workspace.refresh("--clear-pending-creates", "--skip-preview"));
      expect(await succeed(update("--expect-no-changes"))).to.not.include("interrupted");
    });
  }

  it("by a killed engine, and nothing is imported: the next update names what exists", async () => {
    await open(yamlProgram(ordersArgs()));
    const credential = { method: "create", name: "orders-credential-aks-prod", moment: "done" } as const;
    await killedAt("engine", credential, update);
    await succeed(workspace.cancel());
    const { text } = await update();
    const left = await lost(cloud, workspace);
    expect(left.map(({ type }) => type)).to.include(
      "azure-native:managedidentity:FederatedIdentityCredential",
    );
    // The engine stops at the first; Azure answers with `resourcegroups` for some.
    const named = left.filter(({ id }) =>
      text.toLowerCase().includes(`existing resource '${id.toLowerCase()}'`),
    );
    expect(named, text).to.not.deep.equal([]);
    for (const { type } of left)
      expect(text).to.match(new RegExp(`${type}::\\S+, interrupted while creating`));
  });

  it("by a killed engine: Pulumi's own import of what was under way forgets it, as docs/interrupted-runs.md says", async () => {
    await open(yamlProgram(ordersArgs()));
    const name = "orders-credential-aks-prod";
    await killedAt("engine", { method: "create", name, moment: "done" }, update);
    await succeed(workspace.cancel());
    const { pending_operations = [] } = await workspace.exportDeployment();
    const urn =
      pending_operations.map(({ resource }) => resource.urn).find((one) => one.endsWith(name)) ?? "";
    const id = (await lost(cloud, workspace)).find((one) => urn.includes(one.type))?.id ?? "";
    const given = [urn, id].flatMap((one) => ["--import-pending-creates", one]);
    await succeed(workspace.refresh("--skip-preview", ...given));
    const { resources = [], pending_operations: left = [] } = await workspace.exportDeployment();
    expect(left.map(({ resource }) => resource.urn)).to.not.include(urn);
    expect(resources.map((one) => one.urn)).to.not.include(urn);
  });

  it("by a killed engine while it destroys: after a refresh the state is right, and destroy goes on", async () => {
    await open(yamlProgram(ordersArgs()));
    await succeed(update());
    const credential = { method: "delete", name: "orders-credential-aks-prod", moment: "done" } as const;
    await killedAt("engine", credential, destroy);
    await succeed(workspace.cancel());
    await succeed(workspace.refresh("--clear-pending-creates", "--skip-preview"));
    await expectAgreement(cloud, workspace);
    await succeed(destroy());
    expect(things(cloud)).to.deep.equal([]);
  });

  it("by a killed plugin: the engine records what was under way, and the next update finishes", async () => {
    await open(yamlProgram(ordersArgs()));
    for (const [name, moment] of [
      ["orders-credential-aks-prod", "asked"],
      ["orders-secret-provider-class-kv-shop", "done"],
    ] as const) {
      const outcome = await killedAt("plugin", { method: "create", name, moment }, update);
      expect(outcome.text).to.include("error reading from server: EOF");
      await expectAgreement(cloud, workspace);
    }
    await succeed(update());
    await expectAgreement(cloud, workspace);
  });

  it("by refusals, slow answers and a lost one: the next runs finish, and one object is left to look for", async () => {
    await open(yamlProgram(ordersArgs()));
    const refusals: Record<string, AzureError> = {
      "create orders-credential-aks-prod": new AzureError(
        409,
        "Conflict",
        "Another operation is in progress.",
      ),
      "create orders-grant-kv-shop-secrets-user": new AzureError(429, "TooManyRequests", "Try again later."),
      "delete orders-identity": new AzureError(503, "ServiceUnavailable", "The service is unavailable."),
    };
    const met = new Set<string>();
    cloud.faultHook = async ({ method, name }, moment) => {
      const call = `${method} ${name}`;
      const lostOnce = call === "create orders-identity" && moment === "done";
      const refusal = moment === "asked" ? refusals[call] : undefined;
      if ((!lostOnce && !refusal) || met.has(call)) return new Promise((go) => setTimeout(go, 100));
      met.add(call);
      throw refusal ?? new Error("transport is closing");
    };
    const texts: string[] = [];
    const untilItSucceeds = async (run: () => Promise<Outcome>) => {
      for (let left = 5; left > 0; left--) {
        const { exitCode, text } = await run();
        texts.push(text);
        if (exitCode === 0) return;
      }
      expect.fail(`still refused\n${texts.at(-1)}`);
    };
    await untilItSucceeds(update);
    const [left, ...others] = await lost(cloud, workspace);
    if (!left) throw new Error("an identity is left behind");
    expect(others).to.deep.equal([]);
    expect(left.id.split("/").at(-1), "what the page looks for").to.match(/^orders-identity/);
    cloud.remove(left.type, left.id);
    await expectAgreement(cloud, workspace);
    await untilItSucceeds(destroy);
    for (const { message } of Object.values(refusals)) expect(texts.join()).to.include(message);
    expect(met).to.have.property("size", 4);
    expect(things(cloud)).to.deep.equal([]);
  });
});
