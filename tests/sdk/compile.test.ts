import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { goEnvironment } from "../../emulator/needs/go-packages";
import { runTool } from "../../emulator/needs/run-tool";
import { needs } from "./support/needs";
import { withPythonTools } from "./support/python-tools";

const checkout = resolve(__dirname, "..", "..");
const use = (file: string) => join(__dirname, "use", file);

/** Each SDK in a copy, so that nothing is built in the checkout, with a program that uses every kind of input. */
describe("the SDK", function () {
  // The first run downloads compilers and dependencies.
  this.timeout(0);
  let folder: string;
  let sdk: string;

  function copyOf(path: string): void {
    cpSync(join(checkout, "sdk", path), sdk, { recursive: true });
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sdk-"));
    sdk = join(folder, "sdk");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe("for Node", () => {
    const compiler = join(checkout, "node_modules", "typescript", "bin", "tsc");

    beforeEach(() => {
      copyOf("nodejs");
      symlinkSync(join(checkout, "node_modules"), join(sdk, "node_modules"));
    });

    it("is packed compiled, and a program that has it compiles under strict settings", async () => {
      const packed = execFileSync("npm", ["pack", "--json"], {
        cwd: sdk,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
      const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf("[\n")));
      expect(files.map(({ path }: { path: string }) => path)).to.include.members([
        ...["LICENSE", "README.md", "package.json", "bin/package.json"],
        ...["bin/index.js", "bin/index.d.ts", "bin/types/enums/index.js"],
      ]);

      const modules = join(folder, "node_modules");
      const own = join(modules, "pulumi-azure-workload-identity-sdk");
      mkdirSync(own, { recursive: true });
      await runTool("tar", ["--extract", "--strip-components=1", "--file", join(sdk, filename)], own);
      for (const scope of ["@pulumi", "@types"])
        symlinkSync(join(checkout, "node_modules", scope), join(modules, scope));
      cpSync(use("use.ts"), join(folder, "use.ts"));
      const compilerOptions = {
        ...{ target: "ES2022", module: "Node16", noEmit: true, types: ["node"] },
        ...{ strict: true, noUncheckedIndexedAccess: true, noImplicitReturns: true, noUnusedLocals: true },
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
      await runTool(process.execPath, [compiler], folder);
    });
  });

  describe("for Python", () => {
    before(needs("python3"));
    beforeEach(() => copyOf("python"));

    it("is typed, and so is a program, under strict settings of mypy and of pyright", async () => {
      const env = await withPythonTools(sdk);
      cpSync(use("use.py"), join(folder, "use.py"));
      const check = ["-m", "mypy", "--cache-dir", join(folder, "mypy")];
      await runTool("python3", [...check, "--strict", "use.py"], folder, env);
      const extraPaths = env.PYTHONPATH?.split(":");
      const settings = { typeCheckingMode: "strict", extraPaths, include: ["use.py"] };
      writeFileSync(join(folder, "pyrightconfig.json"), JSON.stringify(settings));
      await runTool(join(checkout, "node_modules", ".bin", "pyright"), ["-p", "."], folder, env);
      // What Pulumi's generator puts into _utilities.py does not hold itself.
      const modules = readdirSync(join(sdk, "pulumi_azure_workload_identity")).filter(
        (file) => file.endsWith(".py") && file !== "_utilities.py",
      );
      const paths = modules.map((file) => join(sdk, "pulumi_azure_workload_identity", file));
      await runTool("python3", [...check, "--follow-imports", "silent", ...paths], folder, env);
    });

    it("is packed with its types, its licence and what the engine reads", async () => {
      const env = await withPythonTools();
      const pip = ["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sdk];
      await runTool("python3", pip, folder, env);
      const wheel = readdirSync(folder).find((file) => file.endsWith(".whl")) ?? "";
      const list = "import sys, zipfile; print('\\n'.join(zipfile.ZipFile(sys.argv[1]).namelist()))";
      const files = execFileSync("python3", ["-c", list, wheel], { cwd: folder, encoding: "utf8" });
      expect(files).to.contain("pulumi_azure_workload_identity/py.typed");
      expect(files).to.contain("pulumi_azure_workload_identity/pulumi-plugin.json");
      expect(files).to.match(/\.dist-info\/.*LICENSE/);
    });
  });

  describe("for Go", () => {
    before(needs("go"));

    it("passes go vet, with a program", async () => {
      copyOf("go/azureworkloadidentity");
      mkdirSync(join(sdk, "use"));
      cpSync(use("use.go"), join(sdk, "use", "use.go"));
      const env = goEnvironment({ ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" });
      await runTool("go", ["vet", "./..."], sdk, env);
    });
  });

  describe("for Java", () => {
    before(needs("mvn"));

    it("compiles without a warning, with a program", async () => {
      copyOf("java");
      cpSync(use("Use.java"), join(sdk, "src", "main", "java", "Use.java"));
      const args = ["--batch-mode", "--quiet", "-Dmaven.compiler.failOnWarning=true", "compile"];
      await runTool("mvn", args, sdk);
      expect(readdirSync(join(sdk, "target", "classes"))).to.include("Use.class");
      const resources = join(sdk, "target", "classes", "com", "pulumi", "azure-workload-identity");
      expect(readdirSync(resources).sort()).to.deep.equal(["plugin.json", "version.txt"]);
    });
  });

  describe("for .NET", () => {
    before(needs("python3"));

    it("is C# by its syntax, and so are the examples; nothing is compiled", async () => {
      copyOf("dotnet");
      const files = [sdk, join(checkout, "examples")].flatMap((root) =>
        readdirSync(root, { recursive: true, encoding: "utf8" })
          .filter((file) => /\.(cs|csproj)$/.test(file))
          .map((file) => join(root, file)),
      );
      expect(files.length).to.be.greaterThan(10);
      const script = join(__dirname, "support", "parse-csharp.py");
      await runTool("python3", [script, ...files, use("Use.cs")], folder, await withPythonTools());
    });
  });
});
