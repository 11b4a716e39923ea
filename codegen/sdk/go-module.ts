import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pulumiSdkVersion } from "../../emulator/engine/versions";
import { goImportPath } from "../repository";
import type { Files } from "./generate";

const pulumi = "github.com/pulumi/pulumi/sdk/v3";
/** What this version of the module above asks for. */
const goVersion = "1.25.11";

/** Adds go.mod and go.sum, which `go mod tidy` derives from the code. */
export function addGoModule(files: Files): void {
  const folder = mkdtempSync(join(tmpdir(), "go-module-"));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const start = `module ${goImportPath}\n\ngo ${goVersion}\n\nrequire ${pulumi} v${pulumiSdkVersion}\n`;
    writeFileSync(join(folder, "go.mod"), start);
    const env = { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" };
    execFileSync("go", ["mod", "tidy"], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
    for (const name of ["go.mod", "go.sum"]) files.set(name, readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
