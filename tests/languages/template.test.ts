import { expect } from "chai";
import { moves, succeeded } from "../examples/support/example";
import { fromTemplate, previewTemplate, templateCreates } from "../examples/support/template";

describe("a program from templates/python", function () {
  this.timeout(600_000);

  it("previews a workload of the project's name", async () => {
    const files = await fromTemplate("python", "python", "billing");
    // The SDK is not published: that of this checkout takes its place.
    const requirements = (files["requirements.txt"] ?? "").replace(/^pulumi_azure_.*$/m, "../../sdk/python");
    expect(requirements).to.include("../../sdk/python");
    const preview = succeeded(
      await previewTemplate("python", { ...files, "requirements.txt": requirements }),
    );
    expect(moves(preview)).to.include.members(templateCreates("billing"));
  });
});
