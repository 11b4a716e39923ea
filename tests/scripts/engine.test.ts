import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { faultOf } from "../../emulator/engine/answers";
import { buildEngine } from "../../emulator/engine/build";
import { engineEnvironment } from "../../emulator/engine/environment";
import { installedEngine } from "../../emulator/engine/installed";
import { engineVersion } from "../../emulator/engine/versions";

describe("finding an engine", () => {
  const { PATH: path, PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE: cache } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "path-"));
    process.env.PATH = folder;
    process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE = join(folder, "cache");
  });
  afterEach(() => {
    process.env.PATH = path;
    if (cache === undefined) delete process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE;
    else process.env.PULUMI_AZURE_WORKLOAD_IDENTITY_CACHE = cache;
    rmSync(folder, { recursive: true });
  });

  function install(name: string, version: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  it("takes an installed engine with its hosts beside it", async () => {
    install("pulumi", "v3.230.0");
    install("pulumi-language-yaml", "");
    expect(await installedEngine(["yaml"])).to.include({
      command: join(folder, "pulumi"),
      version: "3.230.0",
    });
  });

  it("leaves an installed engine that is too old", async () => {
    install("pulumi", "v3.99.0");
    expect(await installedEngine([])).to.contain("v3.99.0, older than v3.230.0");
  });

  it("leaves an installed engine without the host of a language that is needed", async () => {
    install("pulumi", "v3.259.0");
    install("pulumi-language-yaml", "");
    expect(await installedEngine(["yaml", "nodejs"])).to.contain("has no pulumi-language-nodejs beside it");
  });

  it("asks an installed engine without the user's settings, and leaves no trace in them", async () => {
    const settings = { PULUMI_HOME: join(folder, "home"), PULUMI_OPTION_PARALLEL: "x" };
    const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, settings);
    try {
      install("pulumi", 'v3.259.0; echo "$PULUMI_HOME$PULUMI_OPTION_PARALLEL" > "$0.seen"');
      expect(await installedEngine([])).to.include({ version: "3.259.0" });
      const seen = readFileSync(join(folder, "pulumi.seen"), "utf8").trim();
      expect(seen).to.match(/^\S+pulumi-version-\w+$/);
      expect(existsSync(seen)).to.equal(false);
      const engine = { command: join(folder, "pulumi"), version: "3.259.0", origin: "" };
      expect(engineEnvironment(engine, folder, "")).to.not.have.property("PULUMI_OPTION_PARALLEL");
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("notices a cached program that is half, not to be executed, missing or of another version", async () => {
    install("pulumi", `v${engineVersion}`);
    install("pulumi-language-yaml", "Usage of it");
    const fault = () => faultOf(folder, ["pulumi", "pulumi-language-yaml"]);
    expect(await fault()).to.equal(undefined);
    const host = join(folder, "pulumi-language-yaml");
    for (const half of ["", "\x7fELF"]) {
      writeFileSync(host, half);
      expect(await fault()).to.equal(`${host} in the cache is broken`);
    }
    chmodSync(host, 0o644);
    expect(await fault()).to.equal(`${host} in the cache is broken`);
    rmSync(host);
    expect(await fault()).to.equal(`${host} in the cache is broken`);
    install("pulumi", "v3.258.0");
    expect(await fault()).to.equal(`${join(folder, "pulumi")} in the cache is broken`);
  });

  it("says so where nothing is installed", async () => {
    expect(await installedEngine(["yaml"])).to.equal("no `pulumi` on PATH");
    expect(await buildEngine(["yaml"])).to.contain("Go, which could build it, is not installed");
  });
});
