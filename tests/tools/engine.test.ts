import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { buildEngine } from "../../local-cloud/engine/build";
import { installedEngine } from "../../local-cloud/engine/installed";

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

  it("says so where nothing is installed", async () => {
    expect(await installedEngine(["yaml"])).to.equal("no `pulumi` on PATH");
    expect(await buildEngine(["yaml"])).to.contain("Go, which could build it, is not installed");
  });
});
