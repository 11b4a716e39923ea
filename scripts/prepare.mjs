// Compiles `src` to `dist` when `src` has changed; npm runs this after `npm install`. A released tag carries `dist`
// and may be installed without the compiler: it is left as it is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const checkout = resolve(import.meta.dirname, "..");
const dist = join(checkout, "dist");
const stamp = join(dist, ".compiled-from");
const compiler = join(checkout, "node_modules", "typescript", "bin", "tsc");

const source = digestOf(["src", "tsconfig.json"]);
if (!existsSync(compiler)) {
  if (!existsSync(join(dist, "plugin.js"))) {
    console.error(
      "dist is missing and so is the TypeScript compiler that makes it: run `npm install --include=dev`",
    );
    process.exit(1);
  }
} else if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== source) {
  console.error("compiling src to dist");
  // Beside `dist` and then in its place: a plugin that starts meanwhile finds the old files or the new ones.
  const fresh = `${dist}.${process.pid}`;
  const { status } = spawnSync(process.execPath, [compiler, "--outDir", fresh], {
    cwd: checkout,
    stdio: ["ignore", 2, 2],
  });
  if (status === 0) {
    writeFileSync(join(fresh, ".compiled-from"), source);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } else {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
}

function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn))
    hash.update(`${path}\n`).update(readFileSync(join(checkout, path)));
  return hash.digest("hex");
}

function filesIn(path) {
  const status = statSync(join(checkout, path), { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status ? [path] : [];
  return readdirSync(join(checkout, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
