import * as http from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { type CloudName, type Emulator, type Endpoints, startEmulator, type World } from "../../emulator";
import { ProviderClient, refusal } from "./provider-client";
import { Workload } from "./workload";
import { tenantId, world } from "./world";

describe("the endpoints", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let cloud: Emulator;
  let endpoints: Endpoints;
  let workload: Workload;

  const start = async (change: Partial<World> = {}) => {
    cloud = await startEmulator({ world: { ...world(), ...change } });
    endpoints = await cloud.startEndpoints({ keysOf: async () => undefined });
    workload = new Workload(endpoints);
  };
  afterEach(async () => {
    await endpoints.stop();
    await cloud.stop();
  });

  const hosts: Record<CloudName, { login: string; vault: string }> = {
    AzurePublicCloud: { login: "login.microsoftonline.com", vault: "kv-shop.vault.azure.net" },
    AzureUSGovernmentCloud: { login: "login.microsoftonline.us", vault: "kv-shop.vault.usgovcloudapi.net" },
    AzureChinaCloud: { login: "login.chinacloudapi.cn", vault: "kv-shop.vault.azure.cn" },
  };
  for (const [name, { login, vault }] of Object.entries(hosts) as [
    CloudName,
    { login: string; vault: string },
  ][]) {
    it(`are those of ${name} and of no other cloud`, async () => {
      await start({ cloud: name });
      const found = await workload.get(`https://${login}/${tenantId}/v2.0/.well-known/openid-configuration`);
      expect(found.status).to.equal(200);
      const { status, headers } = await workload.get(`https://${vault}/secrets/db`);
      expect(status).to.equal(401);
      expect(headers["www-authenticate"]).to.equal(
        `Bearer authorization="https://${login}/${tenantId}", resource="https://${vault.replace("kv-shop.", "")}"`,
      );
      const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
      const args = { resourceGroupName: "shop", vaultName: "kv-shop" };
      const { properties } = await azure.invoke("azure-native:keyvault:getVault", args);
      azure.close();
      expect(properties).to.include({ vaultUri: `https://${vault}/` });
      for (const [other, elsewhere] of Object.entries(hosts)) {
        if (other === name) continue;
        for (const host of Object.values(elsewhere)) {
          expect(await refusal(workload.get(`https://${host}/`)), host).to.equal("the proxy answers 403");
        }
      }
    });
  }

  it("are reached for vaults that exist, and for nothing else", async () => {
    await start();
    for (const host of [
      "kv-nowhere.vault.azure.net",
      "vault.azure.net",
      "example.org",
      "management.azure.com",
    ]) {
      expect(await refusal(workload.get(`https://${host}/`)), host).to.equal("the proxy answers 403");
    }
    expect(endpoints.requests.map(({ host, refusal }) => `${host}: ${refusal}`)).to.deep.equal([
      "kv-nowhere.vault.azure.net:443: no such host in this cloud",
      "vault.azure.net:443: no such host in this cloud",
      "example.org:443: no such host in this cloud",
      "management.azure.com:443: no such host in this cloud",
    ]);
  });

  it("are reached at the port of HTTPS only", async () => {
    await start();
    const url = "https://login.microsoftonline.com:8443/";
    expect(await refusal(workload.get(url))).to.equal("the proxy answers 403");
  });

  it("have a vault's host as soon as there is the vault", async () => {
    await start({ vaults: [] });
    expect(await refusal(workload.get("https://kv-new.vault.azure.net/"))).to.equal("the proxy answers 403");
    cloud.world.vaults.push({ resourceGroupName: "shop", name: "KV-new" });
    expect((await workload.get("https://kv-new.vault.azure.net/secrets/db")).status).to.equal(401);
  });

  it("are served without encryption to nobody", async () => {
    await start();
    const { statusCode } = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const path = "http://login.microsoftonline.com/";
      http.get({ host: "127.0.0.1", port: endpoints.proxyPort, path }, resolve).on("error", reject);
    });
    expect(statusCode).to.equal(405);
  });

  it("are trusted by their own authority alone", async () => {
    await start();
    const { caCertificate } = endpoints;
    const stranger = new Workload({ ...endpoints, caCertificate: "" });
    expect(await refusal(stranger.get("https://login.microsoftonline.com/"))).to.match(/certificate/);
    expect(caCertificate).to.match(/^-----BEGIN CERTIFICATE-----\n/);
  });

  it("cannot be reached from other machines", async () => {
    await start();
    // Another address of this machine stands for its outer ones: a server on all of them would answer here.
    const reached = await new Promise((resolve) => {
      const socket = connect(endpoints.proxyPort, "127.0.0.2", () => resolve(true));
      socket.on("connect", () => socket.destroy()).on("error", () => resolve(false));
    });
    expect(reached).to.equal(false);
  });

  it("end while a client is still connected", async () => {
    await start();
    const socket = connect(endpoints.proxyPort, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    await endpoints.stop();
    await closed;
  });
});
