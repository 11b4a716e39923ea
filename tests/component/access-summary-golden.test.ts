import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { dimensions, rows, type SummaryCase, summaryCases } from "./support/access-summary-cases";
import { summaryWorld } from "./support/access-summary-world";
import { awaited } from "./support/mock-cloud";
import { pairsIn, pairsOf } from "./support/pairwise";
import { RecordingCloud } from "./support/recording-cloud";

/** The texts that reviewers have read: UPDATE_GOLDEN=1 writes them again, for a look at the difference. */
const folder = join(__dirname, "../golden/access-summaries");

async function previewed({ args, given }: SummaryCase): Promise<string> {
  await new RecordingCloud(summaryWorld(args.cloud)).enter(true);
  const lines = Object.entries(await awaited(new KeyVaultWorkloadIdentity("orders", args).trust));
  return `# ${given}\n${lines.map(([subject, line]) => `${subject}: ${line}\n`).join("")}`;
}

describe("the access summary in the first preview", () => {
  before(() => {
    if (process.env.UPDATE_GOLDEN !== "1") return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  });

  for (const [name, one] of Object.entries(summaryCases)) {
    it(`is the reviewed text of tests/golden/access-summaries/${name}.txt`, async () => {
      const file = join(folder, `${name}.txt`);
      const text = await previewed(one);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
      expect(text).to.equal(readFileSync(file, "utf8"));
    });
  }

  it("has a reviewed text for every pair of values, such as an access policy for a key", () => {
    const together = new Set(rows.flatMap(pairsIn));
    expect(pairsOf(dimensions).filter((pair) => !together.has(pair))).to.deep.equal([]);
  });

  it("has no reviewed text that belongs to no case", () => {
    const files = Object.keys(summaryCases).map((name) => `${name}.txt`);
    expect(readdirSync(folder).sort()).to.deep.equal(files.sort());
  });
});
