import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { runTool } from "../../emulator/needs/run-tool";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { type Form, formsOf } from "./support/forms";

const commands = resolve(__dirname, "../../node_modules/.bin");

type Check = (folder: string) => Promise<void> | void;

/**
 * The strictest check of each language; mypy would need 18 GB for the Kubernetes SDK. Java is compiled with all
 * warnings as errors wherever it runs: its pom.xml says so.
 */
const checks: Record<string, Check> = {
  TypeScript: (folder) =>
    runTool(join(commands, "tsc"), ["-p", ".", "--noUncheckedIndexedAccess", "--noUnusedLocals"], folder),
  Python: (folder) => {
    const settings = { typeCheckingMode: "strict", venvPath: ".", venv: "venv", include: ["__main__.py"] };
    writeFileSync(join(folder, "pyrightconfig.json"), JSON.stringify(settings));
    return runTool(join(commands, "pyright"), ["-p", "."], folder);
  },
  Go: (folder) => runTool("go", ["vet", "./..."], folder, { ...process.env, CGO_ENABLED: "0" }),
};

describe("the types of the examples", function () {
  this.timeout(600_000);
  let workspace: Workspace | undefined;
  afterEach(() => workspace?.dispose());

  async function open({ files, sdk }: Form): Promise<string> {
    workspace = await createWorkspace({ files, sdk, debugProviders: "" });
    return workspace.folder;
  }

  for (const scenario of ["orders", "shop"]) {
    for (const form of formsOf(scenario)) {
      const check = Object.entries(checks).find(([language]) => form.language.startsWith(language))?.[1];
      if (check === undefined) continue;
      it(`hold under strict settings: ${scenario} (${form.language})`, async () => {
        await check(await open(form));
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
    for (const language of ["TypeScript, the SDK", "Python"]) {
      const form = formsOf("orders").find((one) => one.language === language);
      const check = checks[language.split(",")[0] ?? ""];
      if (!form || !check) throw new Error(`there is no check of ${language}`);
      const failure = await Promise.resolve(check(await open(wrong(form)))).catch((error: Error) => error);
      expect(failure, form.language).to.be.instanceOf(Error);
      expect(String(failure)).to.match(/objectNam\b|parameter "key_vaults"|"KeyVaultArgs"/);
      workspace?.dispose();
    }
  });
});
