import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { repository } from "../../codegen/repository";

const checkout = resolve(__dirname, "../..");
const read = (path: string) => JSON.parse(readFileSync(join(checkout, path), "utf8"));
const manifest = read("package.json");

describe("the npm package", function () {
  this.timeout(60_000);

  it("holds the compiled code and its types, the schema, the plugin's file, and nothing else", () => {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const [packed] = JSON.parse(execFileSync("npm", args, { cwd: checkout, encoding: "utf8" }));
    const sources = readdirSync(join(checkout, "src"), { recursive: true, encoding: "utf8" });
    const compiled = sources
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [".js", ".d.ts"].map((end) => `dist/${file.replace(/\.ts$/, end)}`));
    const others = ["LICENSE", "PulumiPlugin.yaml", "README.md", "package.json", "schema.json"];
    expect(packed.files.map(({ path }: { path: string }) => path)).to.have.members([...compiled, ...others]);
  });

  it("runs no script where it is installed from a registry", () => {
    // npm runs `prepare` for checkouts and git dependencies only [npm docs, scripts].
    const installing = ["preinstall", "install", "postinstall"];
    expect(Object.keys(manifest.scripts).filter((name) => installing.includes(name))).to.deep.equal([]);
  });

  it("works where installation scripts are off: no dependency but these two has one", () => {
    const packages = Object.entries<{ dev?: boolean; hasInstallScript?: boolean }>(
      read("package-lock.json").packages,
    );
    const scripted = packages.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev);
    expect(scripted.map(([path]) => path)).to.deep.equal([
      // Downloads the provider's plugin, which the engine does as well when it first needs it.
      "node_modules/@pulumi/kubernetes",
      // Warns of a version scheme.
      "node_modules/protobufjs",
    ]);
  });

  it("names the repository that every other address derives from", () => {
    const { repository: shorthand, homepage, bugs } = manifest;
    expect(shorthand.replace("github:", "https://github.com/")).to.equal(repository);
    expect([homepage, bugs]).to.deep.equal([`${repository}#readme`, `${repository}/issues`]);
  });
});
