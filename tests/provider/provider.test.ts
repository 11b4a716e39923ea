import { expect } from "chai";
import fc from "fast-check";
import { onPath } from "../../emulator/engine/engine";
import { skip } from "../../scripts/part";
import { formatIssues } from "../../src/rules/issue";
import { readAsLibrary, useProject } from "../input/support/input";
import { argsOf, type Case, simpleCase } from "./case";
import { misreadings } from "./meaning";
import { nearCase } from "./near-case";
import { buildOracle, Oracle } from "./oracle";
import { disagreements } from "./past-disagreements";
import { renderAccepted, renderAnyway } from "./render";
import { isStricter, stricterRules } from "./stricter";

const inputs = 10_000;

describe("the code of the CSI provider and driver", function () {
  this.timeout(10 * 60_000);
  let oracle: Oracle;
  const counts = { accepted: 0, refused: 0, stricter: 0 };

  before(async function () {
    if (process.platform !== "linux" || onPath("go") === undefined) {
      skip("the provider's own code is built with Go, and runs as on Linux nodes");
      this.skip();
    }
    await useProject();
    oracle = new Oracle(await buildOracle());
  });
  after(() => oracle?.close());

  /** What is accepted is read as meant; what is refused is not, or is in the table of what is refused on purpose. */
  async function compare(given: Case): Promise<void> {
    const { args, issues } = await readAsLibrary(argsOf(given));
    const accepted = issues.length === 0;
    const question = accepted ? await renderAccepted(given, args) : renderAnyway(given);
    const wrong = misreadings(given, await oracle.ask(question));
    counts[accepted ? "accepted" : "refused"]++;
    if (accepted) {
      if (wrong.length > 0) expect.fail(`accepted, but not read as meant: ${wrong.join("; ")}`);
    } else if (wrong.length === 0) {
      counts.stricter++;
      const unfounded = issues.filter((issue) => !isStricter(issue, given));
      if (unfounded.length > 0) expect.fail(formatIssues("refused, but read as meant", unfounded));
    }
  }

  it(`agrees with the rules of this package on ${inputs} inputs near their bounds`, async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed} (FC_SEED repeats it)`);
    await fc.assert(fc.asyncProperty(nearCase, compare), { numRuns: inputs, seed });
    console.log(
      `      ${counts.accepted} accepted, ${counts.refused} refused, of these ${counts.stricter} on purpose`,
    );
  });

  describe("agrees on a past disagreement:", () => {
    for (const [what, given] of Object.entries(disagreements)) {
      it(what, () => compare({ ...simpleCase, ...given }));
    }
  });

  describe("would accept what the rules refuse on purpose:", () => {
    for (const rule of stricterRules) {
      const reason = rule.rule.stricter?.[rule.reason];
      it(`${rule.field}, since ${reason}`, async () => {
        expect(reason, `${rule.rule.id} has no reason "${rule.reason}"`).to.be.a("string");
        const given = { ...simpleCase, ...rule.example };
        const { issues } = await readAsLibrary(argsOf(given));
        expect(issues).not.to.deep.equal([]);
        expect(issues.filter((issue) => !isStricter(issue, given, [rule]))).to.deep.equal([]);
        expect(misreadings(given, await oracle.ask(renderAnyway(given)))).to.deep.equal([]);
      });
    }
  });
});
