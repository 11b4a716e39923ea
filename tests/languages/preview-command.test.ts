import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const checkout = resolve(__dirname, "../..");
const run = promisify(execFile);

describe("npm run preview of a Go program", function () {
  this.timeout(600_000);

  it("says on stderr that the program is being compiled, and shows who can read what", async () => {
    const args = ["--import", "tsx", "emulator/cli.ts", "preview", "examples/orders-go"];
    const { stdout, stderr } = await run(process.execPath, args, { cwd: checkout });
    expect(stderr).to.include("compiling the Go program");
    expect(stdout).to.match(/^ +any pod\b.*: "Any pod in namespace/m);
  });
});
