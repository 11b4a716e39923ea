import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { goEnvironment } from "../../emulator/needs/go-packages";
import { runTool } from "../../emulator/needs/run-tool";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { type Form, formsOf } from "./support/forms";

const commands = resolve(__dirname, "../../node_modules/.bin");

// The strictest check of each language; mypy would need 18 GB for the Kubernetes SDK. Java is compiled with all warnings
// as errors wherever it runs: its pom.xml says so.

const checkTypeScript = (folder: string) =>
  runTool(join(commands, "tsc"), ["-p", ".", "--noUncheckedIndexedAccess", "--noUnusedLocals"], folder);

const checkPython = (folder: string) => {
  const settings = { typeCheckingMode: "strict", venvPath: ".", venv: "venv", include: ["__main__.py"] };
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

/** Programs of Node as files of one project: the compiler reads Pulumi's SDKs, most of its work, once. */
function oneProject(forms: readonly Form[]): Form {
  const [first] = forms;
  if (first === undefined) throw new Error("no program");
  const names = forms.map((_, index) => `program${index}.ts`);
  const programs = forms.map(({ files }, index) => [names[index], files["index.ts"]]);
  const settings = JSON.stringify({ ...JSON.parse(first.files["tsconfig.json"] ?? ""), files: names });
  return {
    ...first,
    sdk: true,
    files: { ...first.files, ...Object.fromEntries(programs), "tsconfig.json": settings },
  };
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
    await checkTypeScript(await open(oneProject(forms)));
  });

  for (const [language, check] of Object.entries({ Python: checkPython, Go: checkGo })) {
    for (const scenario of scenarios) {
      it(`hold under strict settings: ${scenario} (${language})`, async () => {
        await check(await open(formOf(scenario, language)));
      });
    }
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
