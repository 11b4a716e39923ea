import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Engine } from "../../../emulator/engine/engine";
import { engineEnvironment } from "../../../emulator/engine/environment";
import { ensureStack } from "../../../emulator/engine/stack";

/** A stack without resources, as the engine keeps it. */
interface EmptyStack {
  readonly settings: string;
  readonly state: string;
  readonly meta: string;
}

const project = "first";
const stack = "test";
let first: Promise<EmptyStack> | undefined;

/** Where the state of a stack is. */
const stateOf = (root: string, name: string) =>
  join(root, "state", ".pulumi", "stacks", name, `${stack}.json`);
const metaOf = (root: string) => join(root, "state", ".pulumi", "meta.yaml");
const read = (path: string) => readFileSync(path, "utf8");

/** Copies the first stack that the engine made: to derive a key from the passphrase takes it a third of a second. */
export async function placeStack(engine: Engine, root: string, folder: string, name: string): Promise<void> {
  first ??= makeStack(engine);
  const { settings, state, meta } = await first;
  const files = {
    [join(folder, `Pulumi.${stack}.yaml`)]: settings,
    [stateOf(root, name)]: state.replace(`/${project}/`, `/${name}/`),
    [metaOf(root)]: meta,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

async function makeStack(engine: Engine): Promise<EmptyStack> {
  const root = mkdtempSync(join(tmpdir(), "first-stack-"));
  try {
    mkdirSync(join(root, "state"));
    const environment = engineEnvironment(engine, root, "");
    const settings = await ensureStack(engine, environment, join(root, "stack"), project, stack, {});
    return { settings: read(settings), state: read(stateOf(root, project)), meta: read(metaOf(root)) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
