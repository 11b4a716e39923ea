import { join, resolve } from "node:path";
import { loadWorld, startEmulator } from "../emulator/index";
import { createWorkspace } from "../tests/engine/support/workspace";
import { type Usage, Watch } from "./processes";
import { type Subject, subjects } from "./programs";

const worldFile = join(resolve(__dirname, ".."), "emulator", "world.yaml");
const usual = [1, 50, 200, 500];

interface Row {
  readonly run: string;
  readonly wall: number;
  readonly usage: Readonly<Record<string, Usage>>;
}

/** In turns, so that what else the machine does falls on all alike; the least counts. */
const rounds = (size: number) => (size > 200 ? 1 : size > 50 ? 3 : 5);

/** By program and run, such as `YAML by hand | preview`. */
type Rows = ReadonlyMap<string, Row>;

/** A preview, and an update and a second update, of each program at each size, on the real engine against the emulator. */
export async function scale(sizes: readonly number[], isPreviewOnly: boolean): Promise<void> {
  if (process.platform !== "linux") throw new Error("processes are measured through /proc: Linux only");
  const bySize = new Map<number, Rows>();
  for (const size of sizes.length > 0 ? sizes : usual) {
    const rows = await least(size, isPreviewOnly);
    report(size, rows);
    bySize.set(size, rows);
  }
  reportGrowth([...bySize]);
}

async function least(size: number, isPreviewOnly: boolean): Promise<Rows> {
  const rows = new Map<string, Row>();
  for (let round = 0; round < rounds(size); round++) {
    for (const [name, subject] of Object.entries(subjects)) {
      for (const row of await measure(subject, size, isPreviewOnly)) {
        const key = `${name} | ${row.run}`;
        const known = rows.get(key);
        if (known === undefined || cpu(row) < cpu(known)) rows.set(key, row);
      }
    }
  }
  return rows;
}

function report(size: number, rows: Rows): void {
  console.log(
    `\n${size} ${size === 1 ? "component" : "components"}, five resources each; engine + program + plugin\n`,
  );
  console.log("| program | run | wall, s | CPU, s | of these | × by hand | memory, MB | open files |");
  console.log("|---|---|---|---|---|---|---|---|");
  const byHand: Record<string, number> = {};
  for (const [key, row] of rows) {
    const language = key.split(/[ ,]/)[0] ?? "";
    byHand[language + row.run] ??= cpu(row);
    const cells = [
      row.wall.toFixed(1),
      cpu(row).toFixed(1),
      ofEach(row, (one) => one.cpu.toFixed(1)),
      (cpu(row) / (byHand[language + row.run] as number)).toFixed(2),
      ofEach(row, (one) => one.memory.toFixed(0)),
      ofEach(row, (one) => `${one.files}`),
    ];
    console.log(`| ${[key, ...cells].join(" | ")} |`);
  }
}

/** What each further component takes: CPU of all processes, memory of the one that runs it. */
function reportGrowth(sizes: readonly (readonly [number, Rows])[]): void {
  const steps = sizes.slice(1).map((to, index) => ({ from: sizes[index] as typeof to, to }));
  const [first] = steps;
  if (first === undefined) return;
  const heads = steps.map(({ from, to }) => `${from[0]} to ${to[0]}`);
  console.log("\nEach further component: CPU, and memory of the program or, in YAML, of the plugin\n");
  console.log(`| program | run | ${heads.join(" | ")} |`);
  console.log(`|---|---|${"---|".repeat(steps.length)}`);
  for (const key of first.to[1].keys()) {
    const cells = steps.map(({ from: [few, before], to: [many, after] }) => {
      const each = (value: (row: Row) => number) =>
        (value(after.get(key) as Row) - value(before.get(key) as Row)) / (many - few);
      return `${(each(cpu) * 1000).toFixed(0)} ms, ${each(memory).toFixed(1)} MB`;
    });
    console.log(`| ${[key, ...cells].join(" | ")} |`);
  }
}

const ofEach = ({ usage: { engine, program, plugin } }: Row, text: (usage: Usage) => string) =>
  [engine, program, plugin].flatMap((one) => (one ? [text(one)] : [])).join(" + ");
const cpu = ({ usage }: Row) => Object.values(usage).reduce((sum, one) => sum + one.cpu, 0);
const memory = ({ usage: { plugin, program } }: Row) => (plugin ?? program)?.memory ?? 0;

async function measure(
  { files, pluginFolder, usesPlugin = true }: Subject,
  size: number,
  isPreviewOnly: boolean,
): Promise<Row[]> {
  const cloud = await startEmulator({ world: loadWorld(worldFile) });
  const { debugProviders } = cloud;
  const workspace = await createWorkspace({
    files: files(size),
    debugProviders,
    pluginFolder,
    newPlugins: true,
    checksTypes: true,
    // A state in a file is written whole after each step, which takes most of an update of 200 components by hand;
    // Pulumi Cloud gets each step alone.
    env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  });
  const rows: Row[] = [];
  try {
    const runs = {
      preview: () => workspace.preview(),
      ...(!isPreviewOnly && {
        up: () => workspace.up("--skip-preview"),
        "second up": () => workspace.up("--skip-preview", "--expect-no-changes"),
      }),
    };
    for (const [run, start] of Object.entries(runs)) {
      const begin = performance.now();
      const watch = new Watch(() => ({
        engine: workspace.running.engine,
        plugin: usesPlugin ? workspace.running.plugin : undefined,
      }));
      const outcome = await start();
      const wall = (performance.now() - begin) / 1000;
      const usage = watch.stop();
      if (outcome.exitCode !== 0) throw new Error(outcome.text);
      rows.push({ run, wall, usage });
    }
  } finally {
    workspace.dispose();
    await cloud.stop();
  }
  return rows;
}
