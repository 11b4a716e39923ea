import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { finish } from "../../codegen/sdk/finish";
import { generate } from "../../codegen/sdk/generate";
import { type Emulator, loadWorld, type Recorded, startEmulator } from "../../emulator";
import type { PackageSchema } from "../../src/model/schema-spec";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { succeeded } from "../examples/support/example";
import { registered } from "./support/registered";

const released = resolve(__dirname, "../released");
const worldFile = resolve(__dirname, "../../emulator/world.yaml");

/** A folder with the Python SDK as it was made from that schema, in `sdk/python`. */
async function oldSdks(schema: PackageSchema): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "old-sdk-"));
  const made = (await generate(schema)).get("python");
  if (made === undefined) throw new Error("no SDK for Python was generated");
  for (const [path, content] of finish("python", made, schema)) {
    const file = join(root, "sdk", "python", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return root;
}

for (const version of readdirSync(released)) {
  describe(`Python programs with the SDK of ${version}`, function () {
    this.timeout(600_000);
    const read = (...path: string[]) => readFileSync(join(released, version, ...path), "utf8");
    let sdks: string;
    let cloud: Emulator;
    let workspace: Workspace | undefined;

    before(async () => {
      sdks = await oldSdks(JSON.parse(read("schema.json")));
    });
    beforeEach(async () => {
      cloud = await startEmulator({ world: loadWorld(worldFile) });
    });
    afterEach(async () => {
      workspace?.dispose();
      await cloud.stop();
    });
    after(() => rmSync(sdks, { recursive: true, force: true }));

    for (const program of ["orders", "shop"]) {
      it(`make what they made then, under the same names (${program})`, async () => {
        const names = readdirSync(join(released, version, program)).filter((name) => name !== "made.json");
        const files = Object.fromEntries(names.map((name) => [name, read(program, name)]));
        workspace = await createWorkspace({ files, sdks, debugProviders: cloud.debugProviders });
        const up = succeeded(await workspace.up("--skip-preview"));
        const made = {
          resources: up.steps.map(({ type, name }) => `${type} ${name}`),
          objects: (registered(cloud) as Recorded[]).map(({ type, id }) => `${type} ${id}`),
          outputs: Object.keys(up.outputs),
        };
        const then = JSON.parse(read(program, "made.json")) as typeof made;
        // More than then may be made.
        expect(made.resources).to.include.members(then.resources);
        expect(made.objects).to.include.members(then.objects);
        expect(made.outputs).to.include.members(then.outputs);
      });
    }
  });
}
