import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { faultOf } from "./answers";
import { cached, cacheFolder } from "./cache";
import { type Engine, onPath } from "./engine";
import { go } from "./go";
import { withProgress } from "./progress";
import { commandLine, engineVersion, type GoProgram, type Language, languageHosts } from "./versions";

/** The engine of an earlier build, or why it cannot be used. */
export async function builtEngine(languages: readonly Language[]): Promise<Engine | string | undefined> {
  const programs = programsFor(languages);
  const folder = engineFolder(programs);
  if (!existsSync(folder)) return undefined;
  const fault = await engineFault(programs)(folder);
  if (fault !== undefined) return fault;
  const command = join(folder, "bin", "pulumi");
  return { command, version: engineVersion, origin: "built here from source with Go, cached" };
}

/** Builds the command line and the hosts of these languages from the Go module proxy. */
export async function buildEngine(languages: readonly Language[]): Promise<Engine | string> {
  if (onPath("go") === undefined) return "Go, which could build it, is not installed";
  const programs = programsFor(languages);
  for (const program of programs) await buildProgram(program);
  const gather = async (unfinished: string) => {
    await mkdir(join(unfinished, "bin"));
    // The command line looks for its hosts in the folder of its own real path, so links would mislead it.
    for (const program of programs) {
      for (const file of await readdir(programFolder(program))) {
        const built = join(programFolder(program), file);
        const placed = join(unfinished, "bin", file);
        await link(built, placed).catch(() => copyFile(built, placed));
      }
    }
  };
  await cached(engineFolder(programs), gather, engineFault(programs));
  return (await builtEngine(languages)) ?? "the build left no engine";
}

const engineFault = (programs: readonly GoProgram[]) => (folder: string) =>
  faultOf(
    join(folder, "bin"),
    programs.map(({ name }) => name),
  );

function programsFor(languages: readonly Language[]): GoProgram[] {
  return [commandLine, ...[...languages].sort().map((language) => languageHosts[language])];
}

const programFolder = (program: GoProgram) =>
  join(cacheFolder(), "built", `${program.name}-${program.version}`);

function engineFolder(programs: readonly GoProgram[]): string {
  const versions = programs.map((program) => `${program.name}@${program.version}`).join(" ");
  return join(
    cacheFolder(),
    `built-engine-${createHash("sha256").update(versions).digest("hex").slice(0, 12)}`,
  );
}

async function buildProgram(program: GoProgram): Promise<void> {
  const what =
    program === commandLine
      ? `building the Pulumi engine ${program.version} from source, about 5 minutes the first time`
      : `building ${program.name} ${program.version} from source`;
  await cached(
    programFolder(program),
    (unfinished) => withProgress(what, () => compile(program, unfinished)),
    (folder) => faultOf(folder, [program.name]),
  );
}

async function compile(program: GoProgram, into: string): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), "build-"));
  const what = `${program.name} ${program.version}`;
  const target = ["-o", join(into, program.name), program.package];
  try {
    await go(what, source, "mod", "init", "build");
    await go(what, source, "get", `${program.module}@${program.version}`);
    await go(what, source, "build", "-trimpath", ...(program.flags ?? stripped), ...target);
    if (program.script !== undefined) {
      const module = await go(what, source, "list", "-m", "-f", "{{.Dir}}", program.module);
      const script = join(into, basename(program.script));
      await copyFile(join(module, program.script), script);
      await chmod(script, 0o755);
    }
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

const stripped = ["-ldflags=-s -w"];
