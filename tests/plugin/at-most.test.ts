import { expect } from "chai";
import { atMost } from "../../src/plugin/at-most";

describe("a limit to work at the same time", () => {
  it("starts no more than the limit, in the order of arrival, and the next one when one ends or fails", async () => {
    const limited = atMost(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((index) =>
      limited(async () => {
        started.push(index);
        await new Promise<void>((resolve) => {
          ends[index] = resolve;
        });
        if (index === 0) throw new Error("fails");
      }).catch(() => {}),
    );
    expect(started).to.deep.equal([0, 1]);
    ends[0]?.();
    await all[0];
    expect(started).to.deep.equal([0, 1, 2]);
    ends[2]?.();
    await all[2];
    expect(started).to.deep.equal([0, 1, 2, 3]);
    ends[1]?.();
    ends[3]?.();
    await Promise.all(all);
  });
});
