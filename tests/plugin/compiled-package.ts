import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

const root = join(__dirname, "..", "..");
const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

/** The package as it is installed, with what `src` says now; a folder that the caller removes. */
export function compiledPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  for (const file of ["package.json", "schema.json"]) {
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const { outputText } = transpileModule(readFileSync(join(root, "src", file), "utf8"), {
      compilerOptions,
    });
    const compiled = join(folder, "dist", file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, outputText);
  }
  return folder;
}
