import { readFileSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { expect } from "chai";
import { goEnvironment } from "../../emulator/needs/go-packages";
import { runTool } from "../../emulator/needs/run-tool";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { type Form, formsOf } from "./support/forms";

const commands = resolve(__dirname, "../../node_modules/.bin");

// The strictest check of each language; mypy would need 18 GB for the Kubernetes SDK. Java is compiled with all warnings
// as errors wherever it runs: its pom.xml says so.

const checkTypeScript = (folder: string) => {
  const { compilerOptions } = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8"));
  const strict = { ...compilerOptions, noUncheckedIndexedAccess: true, noUnusedLocals: true };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: strict, include: ["*.ts"] }),
  );
  return runTool(join(commands, "tsc"), ["-p", "."], folder);
};

const checkPython = (folder: string) => {
  const settings = { typeCheckingMode: "strict", venvPath: ".", venv: "venv", include: ["*.py"] };
  writeFileSync(join(folder, "pyrightconfig.json"), JSON.stringify(settings));
  return runTool(join(commands, "pyright"), ["-p", "."], folder);
};

const checkGo = (folder: string) => runTool("go", ["vet", "./..."], folder, goEnvironment(process.env));

const scenarios = ["orders", "shop"];

function formOf(scenario: string, language: string): Form {
  const form = formsOf(scenario).find((one) => one.language === language);
  if (form === undefined) throw new Error(`"${scenario}" is not written in ${language}`);
  return form;
}

/** Programs of one language as files of one project: the checker reads Pulumi's SDKs, most of its work, once. */
function oneProject(forms: readonly Form[], main: string): Form {
  const [first] = forms;
  if (first === undefined) throw new Error("no program");
  const programs = forms.map(({ files }, index) => [`program${index}${extname(main)}`, files[main] ?? ""]);
  return { ...first, files: { ...first.files, ...Object.fromEntries(programs) } };
}

describe("the types of the examples", function () {
  this.timeout(600_000);
  let workspace: Workspace | undefined;
  afterEach(() => workspace?.dispose());

  async function open({ files, sdk }: Form): Promise<string> {
    workspace = await createWorkspace({ files, sdk, debugProviders: "" });
    return workspace.folder;
  }

  it("hold under strict settings: TypeScript, the library and the SDK", async () => {
    const forms = scenarios.flatMap(formsOf).filter(({ language }) => language.startsWith("TypeScript"));
    expect(forms).to.have.length(4);
    await checkTypeScript(await open({ ...oneProject(forms, "index.ts"), sdk: true }));
  });

  it("hold under strict settings: Python", async () => {
    const forms = scenarios.map((scenario) => formOf(scenario, "Python"));
    await checkPython(await open(oneProject(forms, "__main__.py")));
  });

  for (const scenario of scenarios) {
    it(`hold under strict settings: ${scenario} (Go)`, async () => {
      await checkGo(await open(formOf(scenario, "Go")));
    });
  }

  it("do not hold where a property has a wrong name", async () => {
    const wrong = ({ files, ...form }: Form) => ({
      ...form,
      files: Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          text.replaceAll("objectName", "objectNam").replaceAll("object_name", "object_nam"),
        ]),
      ),
    });
    for (const [language, check] of [
      ["TypeScript, the SDK", checkTypeScript],
      ["Python", checkPython],
    ] as const) {
      const folder = await open(wrong(formOf("orders", language)));
      const failure = await check(folder).catch((error: Error) => error);
      expect(failure, language).to.be.instanceOf(Error);
      expect(String(failure)).to.match(/objectNam\b|parameter "key_vaults"|"KeyVaultArgs"/);
      workspace?.dispose();
    }
  });
});
