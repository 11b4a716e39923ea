import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { recorded } from "./support/machine";

const checkout = resolve(__dirname, "../..");

/** As npm's link to the binary does, but before it is compiled. */
function run(args: readonly string[], input: string) {
  const node = ["--import", "tsx", join(checkout, "src/cli/main.ts"), ...args];
  return spawnSync(process.execPath, node, { cwd: checkout, input, encoding: "utf8" });
}

describe("the binary pulumi-azure-workload-identity", function () {
  this.timeout(60_000);

  it("reads from standard input, prints, and ends with the exit code", () => {
    const { status, stdout, stderr } = run(["doctor", "--stack-file", "-"], recorded("orders-stack"));
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
    expect(stdout).to.contain("orders:");
  });

  it("reads what PowerShell writes with >", () => {
    const file = join(mkdtempSync(join(tmpdir(), "cli-")), "stack.json");
    writeFileSync(file, `\uFEFF${recorded("orders-stack")}`, "utf16le");
    expect(run(["doctor", "--stack-file", file], "").status).to.equal(0);
    rmSync(dirname(file), { recursive: true });
  });

  it("loads no SDK of Pulumi and of no provider", () => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--eval",
        `require("./src/cli/cli"); console.log(Object.keys(require("module")._cache).filter((one) => one.includes("@pulumi")).length)`,
      ],
      { cwd: checkout, encoding: "utf8" },
    );
    expect(stdout.trim()).to.equal("0");
  });
});
