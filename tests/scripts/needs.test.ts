import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { hashFiles } from "../../emulator/needs/hash-files";
import { withNeeds } from "../../emulator/needs/needs";

const checkout = resolve(__dirname, "../..");

describe("what a program needs besides the engine", () => {
  let program: string;

  beforeEach(() => {
    program = mkdtempSync(join(tmpdir(), "program-"));
  });
  afterEach(() => rmSync(program, { recursive: true }));

  it("is nothing in YAML", async () => {
    expect(await withNeeds({ PATH: "/bin" }, checkout, program, "yaml")).to.deep.equal({ PATH: "/bin" });
  });

  it("is this package and what it depends on in a program of Node, unless it has modules of its own", async () => {
    const { name } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
    await withNeeds({}, checkout, program, "nodejs");
    expect(existsSync(join(program, "node_modules", name, "package.json"))).to.equal(true);
    expect(existsSync(join(program, "node_modules", "@pulumi", "kubernetes"))).to.equal(true);
    rmSync(join(program, "node_modules"), { recursive: true });
    mkdirSync(join(program, "node_modules"));
    await withNeeds({}, checkout, program, "nodejs");
    expect(existsSync(join(program, "node_modules", name))).to.equal(false);
  });

  it("is the virtual environment in Python, and one of the user's own stays", async () => {
    const own = join(program, "venv");
    mkdirSync(own);
    const env = await withNeeds({ PATH: "/bin" }, checkout, program, "python");
    expect(env).to.deep.equal({ PATH: `${join(own, "bin")}:/bin` });
    expect(lstatSync(own).isDirectory()).to.equal(true);
  });

  for (const [language, file] of [
    ["python", "requirements.txt"],
    ["java", "pom.xml"],
  ] as const) {
    it(`is not known where no ${file} names the packages (${language})`, async () => {
      const error = await withNeeds({}, checkout, program, language).catch((one: Error) => one);
      expect(String(error)).to.equal(
        `Error: ${join(program, file)} is missing: it names the program's packages, as in examples/orders-${language}. No other file is read for that.`,
      );
      expect(existsSync(join(checkout, "examples", `orders-${language}`, file))).to.equal(true);
    });
  }

  it("is known by the content of its files and their names", () => {
    const write = (name: string, text: string) => writeFileSync(join(program, name), text);
    write("a", "1");
    const first = hashFiles(program);
    expect(hashFiles(program)).to.equal(first);
    write("a", "2");
    const second = hashFiles(program);
    rmSync(join(program, "a"));
    write("b", "2");
    expect(new Set([first, second, hashFiles(program)]).size).to.equal(3);
  });
});
