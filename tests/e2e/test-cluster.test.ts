import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { isAlive } from "./support/alive";
import { ClusterProcess } from "./test-cluster/cluster-process";
import { Keeper } from "./test-cluster/keeper";

const owner = resolve(__dirname, "support/owner.ts");

describe("a process of the test cluster", function () {
  this.timeout(60_000);

  for (const signal of ["SIGKILL", "SIGINT"] as const) {
    it(`a process of the test cluster is gone, with its folder, after ${signal} to its owner`, async () => {
      const parent = spawn(process.execPath, ["--import", "tsx", owner], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = await once(createInterface({ input: parent.stdout }), "line");
      const [pid, folder] = String(line).split(" ") as [string, string];
      expect(isAlive(Number(pid))).to.equal(true);
      parent.kill(signal);
      while (isAlive(Number(pid)) || existsSync(folder)) await sleep(50);
    });
  }

  it("a process that does not start is reported with the end of its log", async () => {
    const keeper = new Keeper();
    const started = ClusterProcess.start(keeper, {
      name: "broken",
      command: process.execPath,
      args: ["-e", "console.error('no such port'); process.exit(3)"],
      isReady: async () => false,
    });
    const message = await started.then(String, (error: Error) => error.message);
    await keeper.close();
    expect(message).to.equal("broken ended with exit code 3; its log ends:\nno such port");
    expect(existsSync(keeper.folder)).to.equal(false);
  });

  it("a process whose program is missing is reported by its name", async () => {
    const keeper = new Keeper();
    const options = { name: "absent", command: "/nowhere/absent", args: [], isReady: async () => false };
    const message = await ClusterProcess.start(keeper, options).then(String, (error: Error) => error.message);
    await keeper.close();
    expect(message).to.match(/^absent did not start \(spawn \/nowhere\/absent ENOENT\)/);
  });
});
