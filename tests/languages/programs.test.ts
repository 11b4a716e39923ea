import { resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, loadWorld, startEmulator } from "../../emulator";
import { prose } from "../component/support/prose";
import type { Step } from "../engine/support/outcome";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { moves, succeeded } from "../examples/support/example";
import { formsOf } from "./support/forms";
import { registered } from "./support/registered";

const worldFile = resolve(__dirname, "../../emulator/world.yaml");

/** How many resources each scenario makes. */
const scenarios = {
  // The component, identity, credential, grant, service account, class; the Deployment.
  orders: 7,
  // The component, application, service principal, two credentials, two grants, service account, two classes; the
  // Namespace and the Deployment.
  shop: 12,
};

/** What the TypeScript library previewed and registered, with which the other languages are compared. */
interface Seen {
  trust?: unknown;
  preview?: readonly string[];
  made?: readonly unknown[];
}

for (const [scenario, resources] of Object.entries(scenarios)) {
  const fromLibrary: Seen = {};

  for (const { language, files, sdk } of formsOf(scenario)) {
    describe(`examples/${scenario} (${language})`, function () {
      this.timeout(600_000);
      const isLibrary = language === "TypeScript, the library";
      const seen = isLibrary ? fromLibrary : ({} as Seen);
      let cloud: Emulator;
      let workspace: Workspace;

      before(async () => {
        cloud = await startEmulator({ world: loadWorld(worldFile) });
        workspace = await createWorkspace({ files, sdk, debugProviders: cloud.debugProviders });
      });
      after(async () => {
        workspace?.dispose();
        await cloud?.stop();
      });

      it("previews everything, before there is anything", async () => {
        const preview = succeeded(await workspace.preview());
        seen.trust = preview.outputs.trust;
        seen.preview = preview.steps.map(withoutOwnNames).sort();
        expect(seen.preview).to.have.length(resources);
        expect(prose(seen.trust)).to.include("can:\n");
        expect(registered(cloud)).to.deep.equal([]);
      });

      it("makes it", async () => {
        expect(moves(succeeded(await workspace.up("--skip-preview")))).to.have.length(resources);
        seen.made = registered(cloud);
        expect(seen.made).to.have.length(resources - 1);
      });

      if (!isLibrary) {
        it("showed and registered what the TypeScript library does, value by value", () => {
          expect(seen).to.deep.equal(fromLibrary);
        });
      }

      it("has nothing to do in a second update", async () => {
        expect(moves(succeeded(await workspace.up("--skip-preview", "--expect-no-changes")))).to.deep.equal(
          [],
        );
      });

      it("destroys to nothing", async () => {
        succeeded(await workspace.destroy("--skip-preview"));
        expect(registered(cloud)).to.deep.equal([]);
      });
    });
  }
}

/** In YAML the program's own resources cannot have the component's name. */
function withoutOwnNames({ op, urn, type }: Step): string {
  const own = ["kubernetes:apps/v1:Deployment", "kubernetes:core/v1:Namespace"].includes(type);
  return `${op} ${own ? type : urn}`;
}
