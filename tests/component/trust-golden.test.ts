import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited } from "./support/mock-cloud";
import { RecordingCloud } from "./support/recording-cloud";
import { combinations } from "./support/trust-combinations";
import { trustWorld } from "./support/trust-world";
import { withoutStacks } from "./support/without-stacks";

/** The texts that reviewers have read: UPDATE_GOLDEN=1 writes them anew, for a look at the difference. */
const folder = join(__dirname, "../golden/trust");

async function previewed(args: KeyVaultWorkloadIdentityArgs): Promise<string> {
  await new RecordingCloud(trustWorld()).enter(true);
  return `${await awaited(new KeyVaultWorkloadIdentity("orders", args).trust)}\n`;
}

describe("the trust statement in the first preview", () => {
  withoutStacks();

  before(() => {
    if (process.env.UPDATE_GOLDEN !== "1") return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  });

  for (const [name, args] of Object.entries(combinations)) {
    it(`is as it was reviewed: ${name}`, async () => {
      const file = join(folder, `${name}.txt`);
      const text = await previewed(args);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
      expect(text).to.equal(readFileSync(file, "utf8"));
    });
  }

  it("was reviewed for nothing else", () => {
    expect(readdirSync(folder).sort()).to.deep.equal(
      Object.keys(combinations)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });
});
