import { join } from "node:path";
import { expect } from "chai";
import { createWorkspace, type Workspace } from "./workspace";

const yamlProgram = (name: string, word: string) => `
name: toy
runtime: yaml
resources:
  ${name}:
    type: azure-workload-identity:Toy
    properties: { word: ${word} }
outputs: { trust: "\${${name}.trust}" }
`;

const typeScriptProgram = `
import * as pulumi from "@pulumi/pulumi";
new pulumi.ComponentResource("toy:index:Toy", "one");
export const word: string = "open sesame";
`;

describe("the harness of the engine tests", function () {
  this.timeout(120_000);
  let workspace: Workspace;

  afterEach(() => workspace.dispose());

  it("previews, updates, refreshes and destroys a YAML program through the plugin", async () => {
    const pluginFolder = join(__dirname, "toy-plugin");
    const files = { "Pulumi.yaml": yamlProgram("one", "sesame") };
    workspace = await createWorkspace({
      files,
      debugProviders: "",
      pluginFolder,
      config: { "toy:key": "value" },
    });

    const preview = await workspace.preview();
    expect(preview.exitCode, preview.text).to.equal(0);
    expect(preview.steps.map((step) => `${step.op} ${step.name}`)).to.deep.equal(["create one"]);
    expect(preview.summary.create).to.equal(2);
    expect(preview.outputs).to.deep.equal({ trust: 'Anyone who says "sesame"\ncan enter.' });
    expect(await workspace.exportState()).to.deep.equal([]);

    const up = await workspace.up();
    expect(up.exitCode, up.text).to.equal(0);
    expect(up.summary).to.include({ create: 2, same: 0 });
    expect((await workspace.exportState()).map((resource) => resource.type)).to.include(
      "azure-workload-identity:index:Toy",
    );

    expect((await workspace.up("--expect-no-changes")).summary).to.include({ create: 0, same: 2 });
    expect((await workspace.refresh()).exitCode).to.equal(0);

    workspace.write({ "Pulumi.yaml": yamlProgram("two", "sesame") });
    const renamed = await workspace.preview();
    expect(renamed.steps.map((step) => `${step.op} ${step.name}`)).to.deep.equal([
      "create two",
      "delete one",
    ]);

    expect((await workspace.destroy()).summary.delete).to.equal(2);
    expect(await workspace.exportState()).to.deep.equal([]);
  });

  it("reports a failure with its exit code and its diagnostics", async () => {
    const pluginFolder = join(__dirname, "toy-plugin");
    const files = { "Pulumi.yaml": yamlProgram("one", "refuse") };
    workspace = await createWorkspace({ files, debugProviders: "", pluginFolder });

    const preview = await workspace.preview();
    expect(preview.exitCode).to.not.equal(0);
    const errors = preview.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    expect(errors.map((error) => error.message).join("\n")).to.contain("the toy refuses");
  });

  it("runs a TypeScript program with the modules of this checkout", async () => {
    const files = {
      "Pulumi.yaml": "name: toy\nruntime: nodejs\n",
      "package.json": '{ "main": "index.ts" }',
      "index.ts": typeScriptProgram,
    };
    workspace = await createWorkspace({ files, debugProviders: "" });

    const preview = await workspace.preview();
    expect(preview.exitCode, preview.text).to.equal(0);
    expect(preview.steps.map((step) => step.name)).to.deep.equal(["one"]);
    expect(preview.outputs).to.deep.equal({ word: "open sesame" });
  });
});
