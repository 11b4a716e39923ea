import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse } from "yaml";
import { runtimeOf } from "../../emulator/program";

const checkout = resolve(__dirname, "../..");
const run = promisify(execFile);

const programs = readdirSync(join(checkout, "examples"), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)Pulumi\.yaml$/.test(file) && !file.includes("node_modules"))
  .map((file) => join("examples", dirname(file)))
  .map((folder) => ({
    folder,
    runtime: runtimeOf(parse(readFileSync(join(checkout, folder, "Pulumi.yaml"), "utf8"))),
  }));

/** What `npm run <command> -- <folder>` runs. */
async function emulated(command: string, folder: string): Promise<string> {
  const args = ["--import", "tsx", "emulator/cli.ts", command, folder];
  const { stdout } = await run(process.execPath, args, { cwd: checkout });
  return stdout;
}

/** The texts of the tests that preview examples, each by the name of its folder. */
const tests = ["examples", "languages"].flatMap((folder) => {
  const files = readdirSync(join(checkout, "tests", folder)).filter((file) => file.endsWith(".test.ts"));
  return files.map((file) => readFileSync(join(checkout, "tests", folder, file), "utf8"));
});

describe("npm run preview -- examples/<any>", function () {
  this.timeout(180_000);
  const platform = "examples/platform-and-application/platform";
  // One of each language, and two programs of which one refers to the other's stack.
  const previewed = [
    "examples/minimal-yaml",
    "examples/shop-typescript",
    "examples/platform-and-application/application",
  ];

  // The other half of the program refers to its stack, whose own preview has nothing to show then.
  let firstPreview = "";
  before(async () => {
    firstPreview = await emulated("preview", platform);
    await emulated("up", platform);
  });
  after(() => emulated("destroy", platform));

  for (const folder of [platform, ...previewed]) {
    it(`previews ${folder} and shows who can read what`, async () => {
      const text = folder === platform ? firstPreview : await emulated("preview", folder);
      expect(text).to.match(/^ +any pod\b.*: "Any pod in namespace/m);
    });
  }

  it("leaves the other examples to tests of their own, which preview them too", () => {
    const own = programs.map(({ folder }) => folder.replace("examples/", ""));
    // The same two programs in each language, which tests/languages compares.
    const others = own.filter((folder) => !/^(orders|shop)-\w+$/.test(folder));
    expect(others).to.have.length.above(10);
    const untested = others.filter((folder) => !tests.some((text) => text.includes(`"${folder}"`)));
    expect(untested).to.deep.equal([]);
  });

  it("is left to tests/languages for Python, Go and Java, and refuses C# in words", async () => {
    const others = programs.filter(({ runtime }) => runtime !== "yaml" && runtime !== "nodejs");
    const folders = ["orders", "shop"].flatMap((name) =>
      ["csharp", "go", "java", "python"].map((language) => `examples/${name}-${language}`),
    );
    expect(others.map(({ folder }) => folder)).to.have.members(folders);
    const refused = await emulated("preview", "examples/orders-csharp").catch(({ stderr }) => stderr);
    expect(refused).to.include('has the runtime "dotnet": only yaml, nodejs, python, go, java are run here');
  });

  it("is what the README of each example says to run", () => {
    for (const { folder, runtime } of programs.filter(({ runtime }) => runtime !== "dotnet")) {
      const readme = ["README.md", "../README.md"].map((file) => join(checkout, folder, file));
      const text = readme.map((file) => readOr(file)).join("\n");
      expect(text, `${folder} (${runtime})`).to.include(`npm run preview -- ${folder} `);
    }
  });
});

function readOr(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
