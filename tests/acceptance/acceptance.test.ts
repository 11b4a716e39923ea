import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type Emulator, type Endpoints, startEmulator } from "../../emulator";
import { type ComponentPlugin, startComponentPlugin } from "../../emulator/engine/component-plugin";
import { engineEnvironment } from "../../emulator/engine/environment";
import { findEngine } from "../../emulator/engine/find";
import { TokenIssuer } from "../emulator/workload";
import { acceptance, type Ground } from "./acceptance";
import { readEmulatedPod } from "./emulated-pod";

describe("the acceptance run, against the emulator instead of a subscription", function () {
  this.timeout(600_000);
  let cloud: Emulator;
  let endpoints: Endpoints;
  let plugin: ComponentPlugin;
  let home: string;
  let ground: Ground;

  beforeEach(async () => {
    const ids = {
      subscriptionId: "8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10",
      tenantId: "3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21",
    };
    home = mkdtempSync(join(tmpdir(), "acceptance-"));
    mkdirSync(join(home, "state"));
    cloud = await startEmulator({ world: { ...ids, clusters: [], vaults: [] } });
    const issuer = await TokenIssuer.create("https://issuer.example/");
    endpoints = await cloud.startEndpoints({ keysOf: async () => issuer.keys });
    plugin = await startComponentPlugin(resolve(__dirname, "../.."), home);
    const engine = await findEngine(["yaml"]);
    const env = engineEnvironment(engine, home, `${cloud.debugProviders},${plugin.debugProvider}`);
    const readPod = () => readEmulatedPod(cloud, endpoints, issuer);
    ground = { engine, env, home, location: "westeurope", readPod };
  });
  afterEach(async () => {
    await plugin?.stop();
    await endpoints?.stop();
    await cloud?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("passes for the README's program, an application and access policies, and leaves nothing", async () => {
    const reported: string[] = [];
    await acceptance(ground, (line) => reported.push(line));
    expect(reported.filter((line) => line.includes("a pod finds"))).to.have.length(3);
    expect([...cloud.azure, ...cloud.entra]).to.deep.equal([]);
  });

  it("fails where a pod finds something else, and leaves nothing either", async () => {
    const readPod = async () => ({ files: { "db-password": "another" }, dbPassword: "another" });
    const failure = await acceptance({ ...ground, readPod }, () => {}).catch((error: Error) => error);
    expect(String(failure), String(failure)).to.include("another");
    expect([...cloud.azure, ...cloud.entra]).to.deep.equal([]);
  });
});
