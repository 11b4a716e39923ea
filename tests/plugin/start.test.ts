import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { type AddressInfo, createConnection, createServer, type Server } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { compiledPackage } from "./compiled-package";

const root = join(__dirname, "..", "..");
const running: ChildProcess[] = [];

function node(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  return { child, output };
}

/** What a process prints that loads a module and then has nothing more to do. */
async function load(folder: string, entry: string, print: string) {
  const { child, output } = node(folder, "-e", `const loaded = require("${entry}"); console.log(${print});`);
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("starting the package", function () {
  this.timeout(180_000);
  let folder: string;
  before(() => {
    folder = compiledPackage();
  });
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("the package's name leads to the library, and that starts no server: the process ends by itself", async () => {
    const servers = "process.getActiveResourcesInfo().filter((one) => one.includes('Server')).length";
    const { code, stdout, stderr } = await load(
      folder,
      "pulumi-azure-workload-identity",
      `typeof loaded.KeyVaultWorkloadIdentity, ${servers}`,
    );
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: "function 0\n", stderr: "" });
  });

  it("the package's folder leads to the plugin, one function, and loading that starts nothing", async () => {
    const { code, stdout, stderr } = await load(folder, "./", "typeof loaded, Object.keys(loaded).length");
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: "function 0\n", stderr: "" });
  });

  it("the plugin reads stacks as Node writes them: the SDK reads one for each promise, and ts-node's take longer", async () => {
    const start = 'Error.prepareStackTrace = () => "translated"; require("./")();';
    const { child } = node(folder, "-e", `${start} console.log(new Error("own").stack.split("\\n")[0]);`);
    const [line] = await once(createInterface(child.stdout), "line");
    expect(line).to.equal("Error: own");
  });

  describe("when Pulumi's run-plugin starts the plugin", () => {
    const runPlugin = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
    let engine: Server;
    let address: string;

    beforeEach(async () => {
      engine = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
      await once(engine, "listening");
      address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    });
    afterEach(() => engine.close());

    it("the plugin prints one line, its port", async () => {
      const { child, output } = node(folder, runPlugin, folder, address);
      await Promise.race([once(createInterface(child.stdout), "line"), once(child, "exit")]);
      expect(output.stderr).to.equal("");
      const connection = createConnection({ host: "127.0.0.1", port: Number(output.stdout) });
      await once(connection, "connect");
      connection.destroy();
      expect(output.stdout).to.match(/^\d+\n$/);
    });

    it("the plugin runs while the engine does, and ends by itself when the engine has been killed", async () => {
      const { child } = node(folder, runPlugin, folder, address);
      // It looks for the engine time after time.
      for (let look = 0; look < 2; look++) await once(engine, "connection");
      expect(child.exitCode).to.equal(null);
      engine.close();
      expect(await once(child, "exit")).to.deep.equal([0, null]);
    });
  });
});
