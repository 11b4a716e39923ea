import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { faultsOf } from "../../scripts/lock-file";

const run = promisify(execFile);
const sha512 = (content: Buffer) => `sha512-${createHash("sha512").update(content).digest("base64")}`;

describe("the lock file", function () {
  this.timeout(60_000);
  let folder: string;
  let registry: Server | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-file-"));
  });
  afterEach(() => {
    registry?.closeAllConnections();
    registry?.close();
    rmSync(folder, { recursive: true });
  });

  it("has a SHA-512 hash for each package, and no name of a registry's host", () => {
    const text = readFileSync(resolve(__dirname, "../../package-lock.json"), "utf8");
    expect(faultsOf(JSON.parse(text))).to.deep.equal([]);
  });

  it("is at fault where a hash is missing or weak, or where a host is named", () => {
    const packages = {
      "": { version: "1.0.0" },
      "node_modules/good": { version: "1.0.0", integrity: "sha512-AA==" },
      "node_modules/none": { version: "1.0.0" },
      "node_modules/weak": { version: "1.0.0", integrity: "sha1-AA==" },
      "node_modules/host": {
        version: "1.0.0",
        integrity: "sha512-AA==",
        resolved: "https://host.example/a.tgz",
      },
    };
    expect(faultsOf({ packages })).to.deep.equal([
      "node_modules/none: no SHA-512 hash. Run: npm run lock",
      "node_modules/weak: no SHA-512 hash. Run: npm run lock",
      'node_modules/host: names the host it came from. Remove "resolved"; .npmrc leaves it out.',
    ]);
  });

  it("makes npm ci refuse a package whose content is not the locked one", async () => {
    const [original, tampered] = [pack("module.exports = 1;\n"), pack("module.exports = 2;\n")];
    const install = await installer(tampered);
    expect(await install({ version: "1.0.0", integrity: sha512(original) })).to.include("EINTEGRITY");
    expect(await install({ version: "1.0.0", integrity: sha512(tampered) })).to.equal("installed");
    expect(await install({ version: "1.0.0" }), "which is why every entry needs its hash").to.equal(
      "installed",
    );
  });

  /** The tarball of a package `uuid`, which npm makes itself. */
  function pack(content: string): Buffer {
    const source = join(folder, "source");
    mkdirSync(source, { recursive: true });
    writeFileSync(join(source, "package.json"), JSON.stringify({ name: "uuid", version: "1.0.0" }));
    writeFileSync(join(source, "index.js"), content);
    execFileSync("npm", ["pack", "--silent"], { cwd: source, stdio: "pipe" });
    return readFileSync(join(source, "uuid-1.0.0.tgz"));
  }

  /** Runs `npm ci` with such an entry against a registry on this machine that serves this tarball. */
  async function installer(tarball: Buffer): Promise<(entry: object) => Promise<string>> {
    const server = createServer(({ url, headers }, response) => {
      if (url?.endsWith(".tgz")) return response.end(tarball);
      const dist = { tarball: `http://${headers.host}/uuid/-/uuid-1.0.0.tgz` };
      const versions = { "1.0.0": { name: "uuid", version: "1.0.0", dist } };
      return response.end(JSON.stringify({ name: "uuid", "dist-tags": { latest: "1.0.0" }, versions }));
    });
    registry = server;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return async (entry) => {
      const project = mkdtempSync(join(folder, "project-"));
      const root = { name: "project", version: "1.0.0", dependencies: { uuid: "1.0.0" } };
      const packages = { "": root, "node_modules/uuid": entry };
      const lock = { ...root, lockfileVersion: 3, requires: true, packages };
      writeFileSync(join(project, "package.json"), JSON.stringify(root));
      writeFileSync(join(project, "package-lock.json"), JSON.stringify(lock));
      // Against a wrong hash npm tries again, after 10 and after 60 seconds.
      const flags = ["--fetch-retries", "0", "--registry", address, "--cache", join(project, "cache")];
      // npm's own settings come through the environment when a script of its runs this.
      const env = { PATH: process.env.PATH, HOME: project };
      return run("npm", ["ci", "--no-audit", "--no-fund", "--no-update-notifier", ...flags], {
        cwd: project,
        env,
      }).then(
        () => "installed",
        ({ stderr }: { stderr: string }) => stderr,
      );
    };
  }
});
