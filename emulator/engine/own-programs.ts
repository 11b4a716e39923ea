import { createHash } from "node:crypto";
import { cp, readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { cached, cacheFolder } from "./cache";
import { go } from "./go";
import { withProgress } from "./progress";

/** Builds a program of this repository, whose folder has its go.mod, and returns the executable; its cache is keyed by the source. */
export async function buildOwnProgram(name: string, source: string): Promise<string> {
  return join(await buildOwnPrograms(name, source, { programs: { [name]: "." } }), name);
}

interface OwnPrograms {
  /** Name of the executable → its package: one of the folder, or one that go.mod requires. */
  readonly programs: Readonly<Record<string, string>>;
  readonly linkerFlags?: string;
  /** Module → files of it, or folders, to be laid beside the executables under their last name. */
  readonly moduleFiles?: Readonly<Record<string, readonly string[]>>;
}

/** The same for several programs of one go.mod; returns the folder they are in. */
export async function buildOwnPrograms(name: string, source: string, asked: OwnPrograms): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(asked));
  const { programs, linkerFlags = "", moduleFiles = {} } = asked;
  for (const file of await sourceFiles(source)) hash.update(await readFile(join(source, file)));
  const folder = join(cacheFolder(), "built", `${name}-${hash.digest("hex").slice(0, 12)}`);
  return cached(folder, async (unfinished) => {
    for (const [program, pkg] of Object.entries(programs)) {
      const flags = ["-mod=readonly", `-ldflags=-s -w ${linkerFlags}`];
      await withProgress(`building ${program} from source`, () =>
        go(program, source, "build", ...flags, "-o", join(unfinished, program), pkg),
      );
    }
    for (const [module, paths] of Object.entries(moduleFiles)) {
      const at = await go(module, source, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", module);
      for (const path of paths) {
        await cp(join(at, path), join(unfinished, basename(path)), { recursive: true });
      }
    }
  });
}

async function sourceFiles(source: string): Promise<string[]> {
  const entries = (await readdir(source, { recursive: true })).sort();
  const stats = await Promise.all(entries.map((entry) => stat(join(source, entry))));
  return entries.filter((_, i) => stats[i]?.isFile());
}
