import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { type Emulator, startEmulator } from "../../emulator";
import { packageSchema } from "../../src/input/schema";
import { notSecret } from "../../src/rules/kinds-of-value";
import { isPlain } from "../input/support/positions";
import { closedLists, mayBeSecret, place, propertyPaths } from "./support/every-property";
import { ordersArgs, ordersWorld, typeScriptProgram, yamlProgram } from "./support/orders";
import { createWorkspace, type Workspace } from "./support/workspace";

const token = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
const outputs = Object.keys(packageSchema.resources[token]?.properties ?? {});

/** Where a value comes from: the stack's secret configuration, under this key. */
const configured = Object.entries({ ...mayBeSecret, ...closedLists }).map(([path, value], i) => ({
  path,
  value,
  key: `secret${i}`,
}));

/** Two components, because a managed identity and an application exclude each other. */
function programs(): Record<string, Record<string, string>> {
  const orders = { ...ordersArgs(), pod: {} };
  const { namespace, clusters } = ordersArgs();
  const billing = { namespace, clusters, application: { displayName: "Billing" } };
  for (const { path, key } of configured) {
    place(path.startsWith("application.") ? billing : orders, path, `<${key}>`);
  }
  place(orders, "keyVaults.*.syncedSecrets.*.data.*", "db-password");
  return {
    "YAML, through the plugin": yaml(orders, billing),
    "TypeScript, as a library": typeScript(orders, billing),
  };
}

function yaml(orders: object, billing: object): Record<string, string> {
  const config = configured.map(({ key, value }) => [
    key,
    { type: typeof value === "number" ? "integer" : typeof value },
  ]);
  const { resources, ...project } = parse(yamlProgram(orders)["Pulumi.yaml"] ?? "");
  const program = {
    ...project,
    config: Object.fromEntries(config),
    resources: { ...resources, billing: { type: resources.orders.type, properties: billing } },
    outputs: Object.fromEntries(outputs.map((name) => [name, `\${orders.${name}}`])),
  };
  const text = stringify(program, { aliasDuplicateObjects: false });
  return { "Pulumi.yaml": text.replace(/<(secret\d+)>/g, (_, key) => `\${${key}}`) };
}

function typeScript(orders: object, billing: object): Record<string, string> {
  const files = typeScriptProgram(orders);
  const text = `import { Config } from "@pulumi/pulumi";
${files["index.ts"]}
new KeyVaultWorkloadIdentity("billing", ${JSON.stringify(billing)});
export const { ${outputs.filter((name) => !["trust", "manifests", "subject"].includes(name)).join(", ")} } = orders;
`;
  const readers = { number: "requireSecretNumber", boolean: "requireSecretBoolean", string: "requireSecret" };
  const read = (key: string) => {
    const kind = typeof configured.find((one) => one.key === key)?.value as keyof typeof readers;
    return `new Config().${readers[kind]}("${key}")`;
  };
  return { ...files, "index.ts": text.replace(/"<(secret\d+)>"/g, (_, key) => read(key)) };
}

describe("the list of properties that may be secret", () => {
  it("has every property of the schema but those that the input checks refuse as secrets", () => {
    const refused = propertyPaths().filter((path) => !(path in mayBeSecret) && !(path in closedLists));
    const positions = refused.map((path) =>
      path.replace(/\.\*/g, (_, at) =>
        /(owners|command|imagePullSecrets)$/.test(path.slice(0, at)) ? "[]" : ".<key>",
      ),
    );
    expect(positions.filter((one) => !isPlain(one) && !notSecret.appliesTo.includes(one))).to.deep.equal([]);
    const accepted = Object.keys({ ...mayBeSecret, ...closedLists });
    expect(propertyPaths()).to.include.members(accepted);
  });
});

for (const [language, files] of Object.entries(programs())) {
  describe(`secrets in every input that takes one (${language})`, function () {
    this.timeout(300_000);
    let cloud: Emulator;
    let workspace: Workspace;

    before(async () => {
      cloud = await startEmulator({ world: ordersWorld() });
      workspace = await createWorkspace({ files, debugProviders: cloud.debugProviders });
      const set = await workspace.setSecrets(...configured.map(({ key, value }) => `${key}=${value}`));
      expect(set.exitCode, set.text).to.equal(0);
    });
    after(async () => {
      workspace?.dispose();
      await cloud?.stop();
    });

    function expectNone(where: string, text: string): void {
      for (const value of Object.values(mayBeSecret)) {
        // Not within a longer word: times and digests are full of digits.
        const at = text.search(new RegExp(`(?<!\\w)${value}(?!\\w)`));
        const shown = at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 60);
        expect(shown, `${where} shows ${value}`).to.equal("");
      }
    }

    it("are shown by no preview, no update and none of the files that both leave", async () => {
      const preview = await workspace.preview("--debug", "--diff", "--show-full-output");
      expect(preview.exitCode, preview.text).to.equal(0);
      expectNone("the preview", preview.text);
      expectNone("the preview's event log", readFileSync(join(workspace.root, "events.log"), "utf8"));
      const update = await workspace.up("--skip-preview", "--debug", "--diff", "--show-full-output");
      expect(update.exitCode, update.text).to.equal(0);
      expectNone("the update", update.text);
      const left = filesIn(workspace.root);
      expect(left.join())
        .to.include("events.log")
        .and.to.match(/state.*\.json/);
      for (const file of left) expectNone(file, readFileSync(file, "utf8"));
      // They did arrive.
      const created = JSON.stringify([cloud.azure, cloud.entra, cloud.kubernetes]);
      for (const value of ["marker-account-label", "marker-tag", "c0ffee0ddba11", "marker-command"]) {
        expect(created).to.include(value);
      }
    });
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file).isFile());
}
