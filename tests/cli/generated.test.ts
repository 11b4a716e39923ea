import { expect } from "chai";
import fc from "fast-check";
import type { KeyVaultWorkloadIdentityArgs } from "../../src";
import { summaryInput } from "../component/support/access-summary-inputs";
import { summaryWorld } from "../component/support/access-summary-world";
import type { Made, Registered } from "../component/support/mock-cloud";
import { made } from "../component/support/orders";
import { recordedFacts } from "../component/support/recorded-facts";
import { RecordingCloud } from "../component/support/recording-cloud";
import { readAsLibrary } from "../input/support/input";
import { brokenLinks, runCli } from "./support/machine";
import { added, addedRoles, shownAsAdded, truthOf } from "./support/truth";

const component = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
const parent = `urn:pulumi:dev::shop::${component}::orders`;

/** Keeps what a program registers as the engine would write it into its state. */
class StateCloud extends RecordingCloud {
  readonly states: { urn: string; [field: string]: unknown }[] = [];

  protected override async make(registered: Registered): Promise<Made> {
    const answer = await super.make(registered);
    const { type, name, inputs } = registered;
    const isComponent = type === component;
    const urn = isComponent ? parent : `urn:pulumi:dev::shop::${component}$${type}::${name}`;
    const { id, state: outputs } = answer;
    this.states.push({ urn, type, inputs, outputs, id, ...(!isComponent && { parent }) });
    return answer;
  }
}

/** What one program would be recorded as: its state, who is let in, and what its identity may do. */
async function run(args: KeyVaultWorkloadIdentityArgs) {
  const cloud = new StateCloud(summaryWorld(args.cloud));
  await cloud.enter(false);
  await made("orders", args);
  const facts = recordedFacts(cloud, {});
  return {
    states: JSON.parse(JSON.stringify(cloud.states)) as typeof cloud.states,
    ...truthOf(facts),
  };
}

type Run = Awaited<ReturnType<typeof run>>;

function previewOf(before: Run, after: Run): string {
  const urns = [...new Set([...before.states, ...after.states].map(({ urn }) => urn))];
  const steps = urns.map((urn) => {
    const oldState = before.states.find((one) => one.urn === urn);
    const newState = after.states.find((one) => one.urn === urn);
    const op = oldState === undefined ? "create" : newState === undefined ? "delete" : "update";
    const isSame = JSON.stringify(oldState) === JSON.stringify(newState);
    return { op: isSame ? "same" : op, urn, oldState, newState };
  });
  return JSON.stringify({ steps, changeSummary: {} });
}

/** A file may get a name that a rule refuses, such as "null". */
async function isValid(args: unknown): Promise<boolean> {
  return (await readAsLibrary(args)).issues.length === 0;
}

const withCluster = summaryInput.map((args) => ({
  ...args,
  clusters: args.clusters ?? { "aks-prod": { resourceGroupName: "platform" } },
}));

describe("review, given what any two programs would be recorded as", function () {
  this.timeout(120_000);

  it("shows every permission that is added, and calls nothing else a widening", async () => {
    await fc.assert(
      fc.asyncProperty(withCluster, withCluster, async (first, second) => {
        fc.pre((await isValid(first)) && (await isValid(second)));
        const [before, after] = [await run(first), await run(second)];
        const input = previewOf(before, after);
        const { text } = await runCli(["review", "--json"], { input });
        const { gained, widenings } = JSON.parse(text) as {
          gained: { scope: string }[];
          widenings: { kind: string }[];
        };
        const expected = added(before, after);
        expect(shownAsAdded(text)).to.deep.equal(expected);
        const roles = addedRoles(before, after);
        expect(gained.some(({ scope }) => scope.startsWith("/"))).to.equal(roles.length > 0);
        const letsIn = after.letIn.some((who) => !before.letIn.includes(who));
        const widens = widenings.some(({ kind }) => kind === "access");
        expect(widens).to.equal(expected.length > 0 || roles.length > 0 || letsIn);
        const words = (await runCli(["review"], { input })).text;
        if (expected.length > 0) expect(words).to.contain("+ gain: ");
      }),
      { numRuns: 15 },
    );
  });
});

describe("doctor, given what any program would be recorded as", function () {
  this.timeout(120_000);

  it("finds nothing that differs", async () => {
    await fc.assert(
      fc.asyncProperty(summaryInput, async (args) => {
        fc.pre(await isValid(args));
        const { states } = await run(args);
        const files = { "stack.json": JSON.stringify({ version: 3, deployment: { resources: states } }) };
        const { exitCode, text } = await runCli(["doctor", "--stack-file", "stack.json", "--json"], {
          files,
        });
        expect(brokenLinks(text), text).to.deep.equal([]);
        expect(exitCode).to.equal(0);
      }),
      { numRuns: 25 },
    );
  });
});
