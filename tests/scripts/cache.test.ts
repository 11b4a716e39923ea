import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { cached } from "../../emulator/engine/cache";
import { withLock } from "../../emulator/engine/lock";

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

  it("recreates a folder that has a fault", async () => {
    const folder = join(root, "folder");
    mkdirSync(folder);
    const faultOf = async (path: string) => (existsSync(join(path, "part")) ? undefined : "half");
    await cached(folder, make([]), faultOf);
    expect(readdirSync(folder)).to.deep.equal(["part"]);
  });

  it("names the file that cannot be written, and the way out", async () => {
    const { PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE: before } = process.env;
    process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE = root;
    try {
      writeFileSync(join(root, "file"), "");
      const failure = await cached(join(root, "file", "folder"), make([])).catch((error: Error) => error);
      expect(failure).to.have.property(
        "message",
        `${join(root, "file")} cannot be written (EEXIST); set PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE to a folder that can`,
      );
    } finally {
      if (before === undefined) delete process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE;
      else process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE = before;
    }
  });
});

describe("a lock", () => {
  let root: string;
  let lock: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "lock-"));
    lock = join(root, "lock");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** As a run leaves it that died a minute ago; its process id is another's by now. */
  function leaveBehind(file: string): void {
    writeFileSync(file, `${process.pid}\n`);
    const then = new Date(Date.now() - 60_000);
    utimesSync(file, then, then);
  }

  it("is taken over from a process that died, although its id is in use again", async () => {
    leaveBehind(lock);
    expect(await withLock(lock, async () => "done")).to.equal("done");
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("is taken over by one at a time", async () => {
    leaveBehind(lock);
    leaveBehind(`${lock}.takeover`);
    let inside = 0;
    const work = async () => {
      inside += 1;
      await sleep(20);
      expect(inside).to.equal(1);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(lock, work)));
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("is respected while its owner has not yet written into it", async () => {
    writeFileSync(lock, "");
    const entered = withLock(lock, async () => existsSync(lock) && Date.now());
    await sleep(300);
    const gone = Date.now();
    rmSync(lock);
    expect(await entered).to.be.at.least(gone);
  });

  it("stays another's when it was lost", async () => {
    await withLock(lock, async () => writeFileSync(lock, "another"));
    expect(readFileSync(lock, "utf8")).to.equal("another");
  });
});
