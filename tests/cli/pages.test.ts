import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { findProgram } from "../../emulator/program";
import { help } from "../../src/cli/help";

const checkout = resolve(__dirname, "../..");
const docs = join(checkout, "docs");
const page = (name: string) => readFileSync(join(docs, name), "utf8");

describe("the pages of the command line", () => {
  for (const command of ["doctor", "review"] as const) {
    it(`docs/${command}.md explains every option that ${command} has`, () => {
      const options = [...help[command].matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
      expect(options).to.have.length.above(3);
      for (const option of options) expect(page(`${command}.md`)).to.contain(option);
    });
  }

  it("docs/emulator.md names the file in which the emulator's runs keep the state", () => {
    const { home, project } = findProgram(checkout);
    const file = `${relative(checkout, home)}/state/.pulumi/stacks/${project}/emulator.json`;
    expect(page("emulator.md")).to.contain(`doctor --stack-file ${file}`);
  });

  it("docs/review-workflow.yaml is a workflow that runs review as its page says", () => {
    const workflow = parse(page("review-workflow.yaml")) as {
      jobs: { review: { steps: { run?: string }[] } };
    };
    const commands = workflow.jobs.review.steps.flatMap(({ run }) => run ?? []).join("\n");
    expect(commands).to.contain("preview --stack <stack> --json --show-sames");
    expect(commands).to.contain("review --markdown preview.json");
    expect(commands).to.contain("review --fail-on-widening preview.json");
  });
});
