import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { repairState } from "../../emulator/engine/left-behind";

describe("after a run that was killed", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "home-"));
    write("state/.pulumi/stacks/orders/emulator.json", "{}");
    write("stack/orders/Pulumi.emulator.yaml", "");
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function write(path: string, content: string): string {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }
  const lock = (pid: number | undefined, host: string) =>
    write(
      `state/.pulumi/locks/organization/orders/emulator/${pid}-${host}.json`,
      JSON.stringify({ pid, username: "me", hostname: host }),
    );
  const repair = () => repairState(home, "orders", "emulator");

  it("its lock goes, and those of others stay", () => {
    const dead = spawnSync(process.execPath, ["--eval", ""]).pid;
    const left = lock(dead, hostname());
    const others = [lock(process.pid, hostname()), lock(dead, "elsewhere")];
    repair();
    expect(existsSync(left)).to.equal(false);
    expect(others.map((file) => existsSync(file))).to.deep.equal([true, true]);
  });

  it("a half state is named, with the way out", () => {
    const file = write("state/.pulumi/stacks/orders/emulator.json", "");
    expect(repair).to.throw(
      `${file} is broken: a run was killed while it wrote. To start over: npm run reset`,
    );
  });

  it("the settings of a stack go whose state is lost, so that it is made again", () => {
    repair();
    expect(existsSync(join(home, "stack", "orders"))).to.equal(true);
    rmSync(join(home, "state"), { recursive: true });
    repair();
    expect(existsSync(join(home, "stack", "orders"))).to.equal(false);
  });

  it("the component's plugin ends too", async function () {
    this.timeout(30_000);
    const checkout = resolve(__dirname, "../..");
    const start = `
      const { startComponentPlugin } = require("./emulator/engine/component-plugin.ts");
      startComponentPlugin("tests/engine/support/toy-plugin", ".").then(({ pid }) => console.log(pid));`;
    const parent = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", start], {
      cwd: checkout,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(parent.stdout, "data");
    const plugin = Number(line);
    process.kill(plugin, 0);
    parent.kill("SIGKILL");
    for (let left = 50; left > 0 && isThere(plugin); left--) await sleep(100);
    expect(isThere(plugin)).to.equal(false);
  });
});

function isThere(pid: number): boolean {
  return (
    spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" })
      .stdout.trim()
      .replace(/^Z.*/, "") !== ""
  );
}
