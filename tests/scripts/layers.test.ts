import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { brokenLayers } from "../../scripts/layers";

const packages = {
  "package.json": JSON.stringify({
    dependencies: {
      "@pulumi/pulumi": "*",
      "@pulumi/azure-native": "*",
      "@pulumi/kubernetes": "*",
      uuid: "*",
    },
    devDependencies: { chai: "*" },
  }),
  ...Object.fromEntries(
    ["@pulumi/pulumi/index", "@pulumi/azure-native/index", "@pulumi/azure-native/keyvault/vault"]
      .concat(["@pulumi/kubernetes/core/v1/secret", "uuid/index", "chai/index"])
      .map((file) => [`node_modules/${file}.js`, ""]),
  ),
};

const vault = 'import "@pulumi/azure-native/keyvault/vault";';
const secret = 'import "@pulumi/kubernetes/core/v1/secret";';

/** Rule → the smallest source that breaks it. */
const breaches: Record<string, Record<string, string>> = {
  "no-cycles": { "src/model/a.ts": 'import "./b";', "src/model/b.ts": 'import "./a";' },
  "layer-of-model": { "src/model/a.ts": 'import "@pulumi/pulumi";' },
  "layer-of-rules": { "src/rules/a.ts": 'import "../args";', "src/args.ts": "" },
  "layer-of-pulumi": { "src/pulumi/a.ts": vault },
  "layer-of-workload": { "src/workload.ts": 'import "./rules/a";', "src/rules/a.ts": "" },
  "layer-of-input": { "src/input/normalize/args.ts": 'import "../../access/a";', "src/access/a.ts": "" },
  "layer-of-modules": { "src/access/a.ts": 'import "../args";', "src/args.ts": "" },
  "layer-of-component": { "src/key-vault-workload-identity.ts": secret },
  "layer-of-plugin": { "src/plugin/serve.ts": vault },
  "layer-of-cli": { "src/cli/a.ts": 'import "@pulumi/pulumi";' },
  "nothing-imports-the-cli": { "src/index.ts": 'import "./cli/a";', "src/cli/a.ts": "" },
  "nothing-imports-the-plugin": { "src/index.ts": 'import "./plugin";', "src/plugin.ts": "" },
  "providers-by-deep-import": { "src/access/a.ts": 'import "@pulumi/azure-native";' },
  "no-dev-dependency": { "src/index.ts": 'import "chai";' },
  resolvable: { "src/index.ts": 'import "./missing";' },
};

describe("the check of the layers", function () {
  this.timeout(20_000);

  for (const [rule, files] of Object.entries(breaches)) {
    it(`reports a file that breaks the rule ${rule}`, async () => {
      expect((await rulesBrokenBy(files)).join()).to.contain(rule);
    });
  }

  it("reports a module that imports another", async () => {
    const files = { "src/access/a.ts": 'import "../identity/b";', "src/identity/b.ts": "" };
    expect(await rulesBrokenBy(files)).to.deep.equal(["layer-of-modules"]);
  });

  it("accepts a module that imports only from lower layers", async () => {
    const files = { "src/access/a.ts": `import "./b";\n${vault}`, "src/access/b.ts": 'import "../model/c";' };
    expect(await rulesBrokenBy({ ...files, "src/model/c.ts": 'import "uuid";' })).to.deep.equal([]);
  });
});

async function rulesBrokenBy(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "layers-"));
  try {
    for (const [path, content] of Object.entries({ ...packages, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return (await brokenLayers(folder)).map((line) => line.split(":")[0] ?? "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
