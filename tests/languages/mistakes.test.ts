import { resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, loadWorld, startEmulator } from "../../emulator";
import type { Outcome } from "../engine/support/outcome";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { formsOf } from "./support/forms";

const worldFile = resolve(__dirname, "../../emulator/world.yaml");

/** Written the same way in every language. */
function withMistakes(text: string): string {
  return text.replaceAll("aks-prod", "aks prod").replaceAll("web-tls", "web_tls");
}

const reported = [
  "clusters[\"aks prod\"] the key must be letters, digits, '-' and '_', at most 100 (it is part of the federated credential's name), but is \"aks prod\". Give the entry such a key; beside resourceGroupName, set the cluster's own name as its `name`.",
  'keyVaults["kv-shop"].objects["tls.pem"].objectName must be the name of a Key Vault object: 1 to 127 letters, digits and \'-\', but is "web_tls". The key in `objects` is the file name; give the object\'s own name as `objectName`.',
];

/** Path and sentence of each mistake, without the engine's own words around the path. */
function mistakesIn({ diagnostics }: Outcome): string[] {
  const text = diagnostics.map(({ message }) => message).join("\n");
  return [
    ...text.matchAll(
      /^\s+- (?:property `(.+?)` has a problem: |(.+?): (?=must be |the key must be ))(.*)$/gm,
    ),
  ].map(([, quoted, bare, sentence]) => `${quoted ?? bare} ${sentence}`);
}

describe("the same mistakes", function () {
  this.timeout(600_000);
  let cloud: Emulator;
  let workspace: Workspace | undefined;

  before(async () => {
    cloud = await startEmulator({ world: loadWorld(worldFile) });
  });
  afterEach(() => workspace?.dispose());
  after(() => cloud?.stop());

  for (const form of formsOf("orders")) {
    it(`are reported in the same words, with the names of the schema (${form.language})`, async () => {
      const files = Object.fromEntries(
        Object.entries(form.files).map(([path, text]) => [path, withMistakes(text)]),
      );
      workspace = await createWorkspace({ files, sdk: form.sdk, debugProviders: cloud.debugProviders });
      const preview = await workspace.preview();
      expect(preview.exitCode, preview.text).to.not.equal(0);
      expect(mistakesIn(preview), preview.text).to.deep.equal(reported);
      expect(cloud.azure).to.deep.equal([]);
    });
  }
});
