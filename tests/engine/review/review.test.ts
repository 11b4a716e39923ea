import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../../emulator";
import { runCli } from "../../cli/support/machine";
import { added, shownAsAdded, type Truth, truthOf } from "../../cli/support/truth";
import { recordedFacts } from "../../component/support/recorded-facts";
import { succeeded } from "../../examples/support/example";
import { createWorkspace, type Workspace } from "../support/workspace";
import { changes, filesOf, firstProgram, reviewWorld } from "./changes";

const golden = resolve(__dirname, "../../golden/reviews");

/** Words and picture; `UPDATE_GOLDEN=1` writes it, and then it is to be looked at. */
function expectGolden(title: string, text: string): void {
  const path = resolve(golden, `${title.replaceAll(/[^a-z]+/gi, "-")}.md`);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).to.equal(text);
}

/** Without what the emulator chooses in each run. */
function stable(text: string): string {
  return `${text.replace(/(-identity)[0-9a-f]{8}\b/g, "$100000000")}\n`;
}

/** The files and Secrets that only one of the two has, as the review tells them. */
function onlyIn(one: Truth, other: Truth, sign: string): string[] {
  const nouns: Record<string, string> = { secret: "secret", key: "public key", cert: "certificate" };
  const files = one.mounts
    .filter((fact) => !other.mounts.includes(fact))
    .map((fact) => {
      const [, vault, file, type = "", object] = /^mount (\S+) ("[^"]*") (\S+) (\S+)/.exec(fact) ?? [];
      return `${sign} file ${file}: ${nouns[type]} "${object}" of vault "${vault}"`;
    });
  const keys = one.copies
    .filter((fact) => !other.copies.includes(fact))
    .map((fact) => {
      const [, secret, key, file] = /^copy (\S+) (\S+) (.*)$/.exec(fact) ?? [];
      return `${sign} Secret "${secret}", key "${key}" from file ${file}`;
    });
  return [...files, ...keys];
}

describe("review, given previews of the engine", function () {
  this.timeout(120_000);
  const program = firstProgram();
  let cloud: Emulator;
  let workspace: Workspace;

  before(async () => {
    cloud = await startEmulator({ world: reviewWorld() });
    workspace = await createWorkspace({ files: filesOf(program), debugProviders: cloud.debugProviders });
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  function truth(): Truth {
    const all = [...cloud.azure, ...cloud.entra, ...cloud.kubernetes];
    const recorded = (type: string) => all.filter((one) => one.type.endsWith(`:${type}`));
    return truthOf(recordedFacts({ recorded }, {}));
  }

  for (const { title, edit, isRefused, widens } of changes) {
    it(`tells what the update does: ${title}`, async () => {
      const [unchanged, before] = [structuredClone(program), truth()];
      edit(program, cloud);
      workspace.write(filesOf(program));
      const { exitCode, text: input } = await workspace.preview("--json", "--show-sames");
      expect(exitCode, input).to.equal(0);

      const review = (...flags: string[]) => runCli(["review", ...flags], { input });
      const words = await review("--fail-on-widening");
      expect(words.errors).to.equal("");
      expect(words.exitCode, words.text).to.equal(widens ? 3 : 0);
      expectGolden(title, stable((await review("--markdown")).text));

      if (isRefused) {
        expect(words.text).to.contain("the update fails");
        for (const name of Object.keys(program)) delete program[name];
        Object.assign(program, unchanged);
        return;
      }
      succeeded(await workspace.up("--skip-preview"));
      const after = truth();
      expect(shownAsAdded((await review("--json")).text)).to.deep.equal(added(before, after));
      const told = words.text
        .split("\n")
        .map((line) => line.trim().replace(/ in namespace "[^"]*"/, ""))
        .filter((line) => /^[+−] (file|Secret) /.test(line))
        // In another namespace; what is recorded tells none.
        .filter((line, _, all) => !all.includes(line.replace(/^./, (sign) => (sign === "+" ? "−" : "+"))));
      expect(told).to.have.members([...onlyIn(after, before, "+"), ...onlyIn(before, after, "−")]);
    });
  }
});
