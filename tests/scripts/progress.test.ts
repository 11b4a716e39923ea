import { expect } from "chai";
import { withProgress } from "../../emulator/engine/progress";

describe("the progress of a build", () => {
  const written = async (isTTY: boolean) => {
    const texts: string[] = [];
    await withProgress("building", async () => {}, { isTTY, write: (text) => texts.push(text) });
    return texts.join("");
  };

  it("is one line on a terminal, which is rewritten", async () => {
    const text = await written(true);
    expect(text.split("\n")).to.have.length(2);
    const rewrite = "\r\u001b[2K";
    expect(text.replace(/\d+ s/, "0 s")).to.equal(`${rewrite}building${rewrite}building … 0 s\n`);
  });

  it("is lines in a log, without control characters", async () => {
    expect(await written(false)).to.equal("building\n");
  });
});
