import { expect } from "chai";
import { inTwoLanes } from "../../scripts/lanes";
import { collect, exitCodeOf, print } from "../../scripts/part";

describe("the parts of a test run", () => {
  it("run two beside each other, from both ends, and their results keep the order", async () => {
    const started: string[] = [];
    const ends = new Map<string, () => void>();
    const lanes = inTwoLanes(["a", "b", "c", "d"], async (name) => {
      started.push(name);
      await new Promise<void>((end) => ends.set(name, end));
      return name.toUpperCase();
    });
    expect(started).to.deep.equal(["a", "d"]);
    for (const name of ["d", "c", "a", "b"]) {
      ends.get(name)?.();
      await new Promise(setImmediate);
    }
    expect(started).to.deep.equal(["a", "d", "c", "b"]);
    expect(await lanes).to.deep.equal(["A", "B", "C", "D"]);
  });

  const order = async (names: readonly string[]) => {
    const started: string[] = [];
    const run = async (name: string) => {
      started.push(name);
      for (let turns = name === "long" ? 5 : 1; turns > 0; turns--) await new Promise(setImmediate);
    };
    await inTwoLanes(names, run, { after: { last: "long" } });
    return started;
  };

  it("let one that waits for another be overtaken", async () => {
    expect(await order(["a", "last", "b", "c", "long"])).to.deep.equal(["a", "long", "b", "c", "last"]);
  });

  it("start one that waits where nothing else is left, or what it waits for is not run", async () => {
    expect(await order(["last", "long"])).to.deep.equal(["long", "last"]);
    expect(await order(["last", "a"])).to.deep.equal(["last", "a"]);
  });

  it("report what runs and how much is to come", async () => {
    const reports: unknown[] = [];
    await inTwoLanes(["a", "b", "c"], async () => {}, {
      report: (running, left) => reports.push([running, left]),
    });
    expect(reports).to.deep.equal([
      [["a"], 2],
      [["a", "c"], 1],
      [["c", "b"], 0],
    ]);
  });

  it("that run beside each other keep apart what they and their commands print", async () => {
    const part = (name: string) =>
      collect(async () => {
        print(`${name} starts`);
        return exitCodeOf(
          process.execPath,
          ["-e", `console.log("${name}"); console.error("ends")`],
          __dirname,
        );
      });
    const both = await Promise.all([part("one"), part("two")]);
    expect(both.map(({ result, text }) => [result, text.split("\n").sort().join(" ").trim()])).to.deep.equal([
      [0, "ends one one starts"],
      [0, "ends two two starts"],
    ]);
  });
});
