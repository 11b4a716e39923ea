import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { exampleFiles, exampleWorld, succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import { createWorkspace } from "./support/workspace";

type Summary = Readonly<Record<string, string>>;

/** The lines of output `trust` as Pulumi prints them. */
function printed(text: string): string[] {
  const [, block = ""] = /^ *(?:[~+] )?trust *: \{\n((?:.*\n)*?) *\}$/m.exec(text) ?? [];
  return block.trimEnd().split("\n");
}

/** What Pulumi would print of each entry if it cut nothing. */
function whole(trust: Summary): string[] {
  const width = Math.max(...Object.keys(trust).map((subject) => subject.length));
  return Object.entries(trust).map(([subject, line]) => `${subject.padEnd(width)}: ${JSON.stringify(line)}`);
}

const trimmed = (lines: readonly string[]) => lines.map((line) => line.replace(/^[ +]*/, ""));

for (const folder of ["several-vaults-yaml", "managed-identity-yaml"]) {
  describe(`the access summary of examples/${folder}, without --show-full-output`, function () {
    this.timeout(120_000);
    const open = cloudForEachTest(() => exampleWorld(folder));

    for (const flags of [[], ["--diff"]]) {
      it(`is printed whole by pulumi ${["preview", ...flags].join(" ")}`, async () => {
        const { text, outputs } = succeeded(await (await open(exampleFiles(folder))).preview(...flags));
        expect(trimmed(printed(text))).to.deep.equal(whole(outputs.trust as Summary));
      });
    }
  });
}

describe("a change of the access summary", function () {
  this.timeout(180_000);
  let cloud: Emulator;

  before(async () => {
    cloud = await startEmulator({ world: ordersWorld() });
  });
  after(() => cloud?.stop());

  it("is shown line by line in the preview of an update, as docs/access-summary.md shows it", async () => {
    const args = ordersArgs();
    // Pulumi's own name ends at random.
    args.userAssignedIdentity.name = "id-orders";
    const files = yamlProgram(args);
    const workspace = await createWorkspace({ files, debugProviders: cloud.debugProviders });
    try {
      succeeded(await workspace.up("--skip-preview"));
      args.keyVaults["kv-shop"].objects["ca.pem"] = { objectName: "ca", objectType: "cert" };
      workspace.write(yamlProgram(args));
      const lines = printed(succeeded(await workspace.preview()).text);
      expect(lines.map((line) => `${/^ *([~+-]) /.exec(line)?.[1] ?? " "} ${subjectOf(line)}`)).to.deep.equal(
        [
          "  any pod on aks-prod",
          "  as",
          "+ can: kv-shop/reader",
          "+ can: kv-shop/reader (2)",
          "  can: kv-shop/secrets-user",
          "~ files: kv-shop",
          "  secret: orders-kv-shop-env",
          "  who else: pods",
        ],
      );
      const file = resolve(__dirname, "../golden/readme/change.txt");
      const sample = `${lines.join("\n")}\n`;
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, sample);
      expect(sample).to.equal(readFileSync(file, "utf8"));
      expect(trimmed(printed(succeeded(await workspace.preview("--diff")).text))).to.deep.equal(
        trimmed(lines),
      );
    } finally {
      workspace.dispose();
    }
  });
});

function subjectOf(line: string): string {
  return /^[ ~+-]*(.*?) *: "/.exec(line)?.[1] ?? line;
}
