import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, loadWorld, type Recorded, startEmulator, type World } from "../../../emulator";
import { configOf, findProgram } from "../../../emulator/program";
import { prose } from "../../component/support/prose";
import type { Outcome } from "../../engine/support/outcome";
import { createWorkspace, type Workspace } from "../../engine/support/workspace";

const checkout = resolve(__dirname, "../../..");
const examples = join(checkout, "examples");

export interface Example {
  /** Below `examples`. */
  readonly folder: string;
  /** The names of everything that the first preview shows. */
  readonly creates: readonly string[];
  /** The statements of the access summary. */
  readonly trust: readonly string[];
  /** Looks at what there is after the first update. */
  check(cloud: Emulator, workspace: Workspace): void | Promise<void>;
}

/** What `npm run preview -- examples/<folder>` finds: the world of the folder, or the common one. */
export function exampleWorld(folder: string): World {
  return loadWorld(findProgram(checkout, join(examples, folder)).worldFile);
}

/** The program as it stands in the repository: what a user would copy. */
export function exampleFiles(folder: string, below = "."): Record<string, string> {
  const made = ["node_modules", "venv", "target"];
  const found = readdirSync(join(examples, folder, below), { withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map(({ name }) => join(below, name));
  const folders = found.filter((one) => one.isDirectory() && !made.includes(one.name));
  return Object.assign(
    Object.fromEntries(files.map((path) => [path, readFileSync(join(examples, folder, path), "utf8")])),
    ...folders.map(({ name }) => exampleFiles(folder, join(below, name))),
  );
}

/** Preview, update, second update, destroy: the whole life of an example. */
export function exampleLives({ folder, creates, trust, check }: Example): void {
  describe(`examples/${folder}`, function () {
    this.timeout(180_000);
    let cloud: Emulator;
    let workspace: Workspace;
    let declared: string[];

    before(async () => {
      cloud = await startEmulator({ world: exampleWorld(folder) });
      // Brings what is declared into the cluster: otherwise that happens when the first provider comes.
      cloud.applyManifest("");
      declared = namesOf(cloud);
      const { debugProviders } = cloud;
      const config = configOf(join(examples, folder));
      workspace = await createWorkspace({ files: exampleFiles(folder), debugProviders, config });
    });
    after(async () => {
      workspace?.dispose();
      await cloud?.stop();
    });

    it("previews everything, and who will be able to read what", async () => {
      const preview = succeeded(await workspace.preview());
      expect(moves(preview)).to.have.members(creates.map((name) => `create ${name}`));
      expect(prose(preview.outputs.trust)).to.equal(trust.join("\n"));
      expect(namesOf(cloud)).to.deep.equal(declared);
    });

    it("makes it", async () => {
      const up = succeeded(await workspace.up("--skip-preview"));
      expect(moves(up)).to.have.members(creates.map((name) => `create ${name}`));
      await check(cloud, workspace);
    });

    it("has nothing to do in a second update", async () => {
      expect(moves(succeeded(await workspace.up("--skip-preview", "--expect-no-changes")))).to.deep.equal([]);
    });

    it("takes away what it made and nothing else", async () => {
      succeeded(await workspace.destroy("--skip-preview"));
      expect(namesOf(cloud)).to.deep.equal(declared);
    });
  });
}

export function succeeded(outcome: Outcome): Outcome {
  expect(outcome.exitCode, outcome.text).to.equal(0);
  return outcome;
}

/** What moved: operation and name, without what stayed the same. */
export function moves({ steps }: Outcome): string[] {
  const still = ["same", "refresh", "read"];
  return steps.filter(({ op }) => !still.includes(op)).map(({ op, name }) => `${op} ${name}`);
}

/** The only one of a kind. */
export function only(records: readonly Recorded[], kind: string): Recorded["properties"] {
  const found = records.filter(({ type }) => type.endsWith(`:${kind}`));
  if (found.length !== 1 || !found[0]) throw new Error(`there are ${found.length} of ${kind}`);
  return found[0].properties;
}

/** What there is, with the annotations that several may write. */
function namesOf({ azure, entra, kubernetes }: Emulator): string[] {
  return [...azure, ...entra, ...kubernetes].map(({ type, id, properties }) => {
    const { annotations = {} } = (properties.metadata ?? {}) as { annotations?: object };
    return [type, id, ...Object.keys(annotations)].join(" ");
  });
}
