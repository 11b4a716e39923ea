import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { cached } from "../../local-cloud/engine/cache";
import { withLock } from "../../local-cloud/engine/lock";

describe("the cache of ready-made parts", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cache-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const make = (made: string[]) => async (unfinished: string) => {
    await sleep(50);
    writeFileSync(join(unfinished, "part"), "whole");
    made.push(unfinished);
  };

  it("makes a folder once for two runs at the same time", async () => {
    const made: string[] = [];
    const folder = join(root, "deep", "folder");
    await Promise.all([cached(folder, make(made)), cached(folder, make(made))]);
    expect(made).to.have.length(1);
    expect(readFileSync(join(folder, "part"), "utf8")).to.equal("whole");
    expect(readdirSync(join(root, "deep"))).to.deep.equal(["folder"]);
  });

  it("shows nothing of a folder that failed, and makes it the next time", async () => {
    const folder = join(root, "folder");
    const failure = cached(folder, async (unfinished) => {
      writeFileSync(join(unfinished, "half"), "");
      throw new Error("out of luck");
    });
    expect(await failure.catch((error: Error) => error.message)).to.equal("out of luck");
    await cached(folder, make([]));
    expect(readdirSync(folder)).to.deep.equal(["part"]);
  });

  it("takes over the lock of a process that died", async () => {
    const dead = spawnSync(process.execPath, ["--eval", ""]).pid;
    writeFileSync(join(root, "lock"), `${dead}\n`);
    expect(await withLock(join(root, "lock"), async () => "done")).to.equal("done");
    expect(readdirSync(root)).to.deep.equal([]);
  });
});
