import { expect } from "chai";
import { parse, stringify } from "yaml";
import { repository } from "../../codegen/repository";
import { packageSchema } from "../../src/input/schema";
import { prose } from "../component/support/prose";
import { moves, succeeded } from "./support/example";
import { fromTemplate, previewTemplate, templateCreates } from "./support/template";

describe("a program from a template", function () {
  this.timeout(180_000);

  it("previews a workload of the project's name (templates/typescript)", async () => {
    const files = await fromTemplate("typescript", "nodejs", "billing");
    expect(JSON.stringify(files)).to.not.include("PROJECT");
    const preview = succeeded(await previewTemplate("typescript", files));
    expect(moves(preview)).to.include.members(templateCreates("billing"));
    expect(prose(preview.outputs.trust)).to.include('runs as service account "billing"');
  });

  it("previews a workload of the project's name, with the released package (templates/yaml)", async () => {
    const files = await fromTemplate("yaml", "yaml", "billing");
    const project = parse(files["Pulumi.yaml"] ?? "");
    const released = `${repository}@${packageSchema.version}`;
    expect(project.packages).to.deep.equal({ "azure-workload-identity": released });
    // It is not published: the engine attaches to the plugin of this checkout.
    delete project.packages;
    const preview = succeeded(await previewTemplate("yaml", { ...files, "Pulumi.yaml": stringify(project) }));
    expect(moves(preview)).to.include.members(templateCreates("billing"));
    expect(prose(preview.outputs.trust)).to.include('runs as service account "billing"');
  });
});
