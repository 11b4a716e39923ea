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
import { engineBuild, engineVersion, type GoBuild, type Language, languageHosts } from "./versions";

/** The engine of an earlier build, or why it cannot be used. */
export async function builtEngine(languages: readonly Language[]): Promise<Engine | string | undefined> {
  const builds = buildsFor(languages);
  const folder = engineFolder(builds);
  if (!existsSync(folder)) return undefined;
  const fault = await engineFault(builds)(folder);
  if (fault !== undefined) return fault;
  const command = join(folder, "bin", "pulumi");
  return { command, version: engineVersion, origin: "built here from source with Go, cached" };
}

/** Builds the command line and the hosts of these languages from the Go module proxy. */
export async function buildEngine(languages: readonly Language[]): Promise<Engine | string> {
  if (onPath("go") === undefined) return "Go, which could build it, is not installed";
  const builds = buildsFor(languages);
  for (const build of builds) await buildPrograms(build);
  const gather = async (unfinished: string) => {
    await mkdir(join(unfinished, "bin"));
    // The command line looks for its hosts in the folder of its own real path, so links would mislead it.
    for (const build of builds) {
      for (const file of await readdir(buildFolder(build))) {
        const built = join(buildFolder(build), file);
        const placed = join(unfinished, "bin", file);
        await link(built, placed).catch(() => copyFile(built, placed));
      }
    }
  };
  await cached(engineFolder(builds), gather, engineFault(builds));
  return (await builtEngine(languages)) ?? "the build left no engine";
}

const engineFault = (builds: readonly GoBuild[]) => (folder: string) =>
  faultOf(join(folder, "bin"), builds.flatMap(namesOf));

function buildsFor(languages: readonly Language[]): GoBuild[] {
  const hosts = [...languages].sort().map((language): GoBuild => languageHosts[language].build);
  return [...new Set([engineBuild, ...hosts])];
}

const namesOf = ({ programs }: GoBuild) => Object.keys(programs);

/** `pulumi-language-go-3f2a…`: what is asked for is in the name. */
const buildFolder = (build: GoBuild) => join(cacheFolder(), "built", `${namesOf(build)[0]}-${hashOf(build)}`);

const engineFolder = (builds: readonly GoBuild[]) => join(cacheFolder(), `built-engine-${hashOf(builds)}`);

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

async function buildPrograms(build: GoBuild): Promise<void> {
  const asked = `${namesOf(build).join(" and ")} (${versionsOf(build)})`;
  const time = build === engineBuild ? ", about 6 minutes the first time" : "";
  await cached(
    buildFolder(build),
    (unfinished) =>
      withProgress(`building ${asked} from source${time}`, () => compile(build, asked, unfinished)),
    (folder) => faultOf(folder, namesOf(build)),
  );
}

const versionsOf = ({ modules }: GoBuild) => Object.values(modules).join(", ");

async function compile(build: GoBuild, what: string, into: string): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), "build-"));
  const modules = Object.entries(build.modules).map(([module, version]) => `${module}@${version}`);
  try {
    await go(what, source, "mod", "init", "build");
    await go(what, source, "get", ...modules);
    const flags = build.flags ?? stripped;
    await go(what, source, "build", ...flags, "-o", `${into}/`, ...Object.values(build.programs));
    if (build.script !== undefined) {
      const module = await go(what, source, "list", "-m", "-f", "{{.Dir}}", build.script.module);
      const script = join(into, basename(build.script.path));
      await copyFile(join(module, build.script.path), script);
      await chmod(script, 0o755);
    }
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

const stripped = ["-ldflags=-s -w"];
