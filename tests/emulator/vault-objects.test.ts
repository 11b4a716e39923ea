import { createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect } from "chai";
import { CertificateAuthority, type VaultDeclaration } from "../../emulator";
import { Reader, vaultId } from "./reader";

const vault = "https://kv-shop.vault.azure.net";
const authority = new CertificateAuthority("tests");
const web = authority.issue({ commonName: "web" });
const chain = [web.certificate, authority.certificate];
const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
const elliptic = String(publicKey.export({ type: "spki", format: "pem" }));

const objects: VaultDeclaration["objects"] = {
  secrets: [
    { name: "db", versions: [{ value: "old" }, { value: "new", contentType: "text/plain" }] },
    { name: "off", versions: [{ value: "on" }, { value: "off", enabled: false }] },
    { name: "many", versions: Array.from({ length: 60 }, (_, i) => ({ value: `v${i}` })) },
    "other",
  ],
  keys: [
    { name: "sign", versions: [{ publicKey: elliptic }] },
    { name: "off", versions: [{ publicKey: elliptic, enabled: false }] },
  ],
  certificates: [
    { name: "web", versions: [{ privateKey: web.privateKey, chain, contentType: "application/x-pem-file" }] },
    { name: "pfx", versions: [{ privateKey: web.privateKey, chain }] },
    "bare",
  ],
};

describe("a vault answers", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let reader: Reader;
  const get = async (path: string) => (await reader.get(vault + path)).body;

  beforeEach(async () => {
    const declared = { resourceGroupName: "shop", name: "kv-shop", enableRbacAuthorization: true, objects };
    reader = await Reader.start({ vaults: [declared] });
    await reader.assign("Key Vault Administrator", vaultId("kv-shop"));
  });
  afterEach(() => reader.stop());

  it("a secret's newest version, and any other by its name", async () => {
    const newest = await get("/secrets/db/");
    expect(newest).to.include({ value: "new", contentType: "text/plain" });
    expect(newest.id).to.match(/^https:\/\/kv-shop\.vault\.azure\.net\/secrets\/db\/[0-9a-f]{32}$/);
    const { value } = await get("/secrets/db/versions");
    const older = value.map(({ id }: { id: string }) => id).filter((id: string) => id !== newest.id);
    expect(older).to.have.length(1);
    expect((await reader.get(older[0])).body).to.include({ value: "old" });
  });

  it("in whatever letter case it is asked", async () => {
    expect((await get("/secrets/DB")).value).to.equal("new");
    expect((await get("/secrets/OTHER")).value).to.equal("value of other");
  });

  it("with 404 where nothing is", async () => {
    for (const [path, code] of [
      ["/secrets/none", "SecretNotFound"],
      ["/keys/none", "KeyNotFound"],
      ["/certificates/db", "CertificateNotFound"],
      [`/secrets/db/${"0".repeat(32)}`, "SecretNotFound"],
    ]) {
      const { status, body } = await reader.get(vault + path);
      expect([status, body.error.code], path).to.deep.equal([404, code]);
    }
  });

  it("with 403 for a disabled version, and lists it as such", async () => {
    for (const [kind, noun, code] of [
      ["secrets", "secret", "SecretDisabled"],
      ["keys", "key", "KeyDisabled"],
    ]) {
      const { status, body } = await reader.get(`${vault}/${kind}/off`);
      expect(status).to.equal(403);
      expect(body.error.message).to.equal(`Operation get is not allowed on a disabled ${noun}.`);
      expect(body.error.innererror.code).to.equal(code);
    }
    const { value } = await get("/secrets/off/versions");
    const enabled = value.map(({ attributes }: { attributes: { enabled: boolean } }) => attributes.enabled);
    expect(enabled).to.have.members([true, false]);
  });

  it("the public part of a key", async () => {
    const { key } = await get("/keys/sign");
    expect(key).to.include({ kty: "EC", crv: "P-384" });
    expect(key).not.to.have.property("d");
    const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
    expect(pem).to.equal(elliptic);
  });

  it("a certificate, with the key and the secret of its name", async () => {
    const { cer, kid, sid } = await get("/certificates/web");
    const leaf = new X509Certificate(Buffer.from(cer, "base64"));
    expect(leaf.fingerprint256).to.equal(new X509Certificate(web.certificate).fingerprint256);
    const secret = (await reader.get(sid)).body;
    expect(secret).to.include({ kid, contentType: "application/x-pem-file", managed: true });
    expect(secret.value).to.equal(web.privateKey + web.certificate + authority.certificate);
    const { key } = (await reader.get(kid)).body;
    expect(createPublicKey({ key, format: "jwk" }).equals(leaf.publicKey)).to.equal(true);
  });

  it("a certificate's secret as PKCS#12, unless it was created as PEM", async () => {
    const { contentType, value } = await get("/secrets/pfx");
    expect(contentType).to.equal("application/x-pkcs12");
    // Throws unless it finds a key and its certificate.
    createSecureContext({ pfx: Buffer.from(value, "base64"), passphrase: "" });
  });

  it("what a bare name holds, always the same", async () => {
    const [once, again] = [await get("/certificates/bare"), await get("/certificates/bare")];
    expect(once.cer).to.be.a("string").and.equal(again.cer);
  });

  it("a secret without a certificate, without the name of a key", async () => {
    const secret = await get("/secrets/db");
    expect(secret).not.to.have.any.keys("kid", "managed");
  });

  it("with versions in pages of 25, whatever their age", async () => {
    const pages = [await get("/secrets/many/versions")];
    while (pages.at(-1).nextLink) {
      pages.push((await reader.workload.get(pages.at(-1).nextLink, reader.token)).body);
    }
    expect(pages.map(({ value }) => value.length)).to.deep.equal([25, 25, 10]);
    const ids = pages.flatMap(({ value }) => value.map(({ id }: { id: string }) => id));
    expect(new Set(ids)).to.have.property("size", 60);
    expect(ids).to.deep.equal([...ids].sort());
  });

  it("with the secrets that a program wrote, version by version", async () => {
    const inputs = (value: string) => ({
      resourceGroupName: "shop",
      vaultName: "kv-shop",
      secretName: "written",
      properties: { value },
    });
    const made = await reader.azure.create("azure-native:keyvault:Secret", "written", inputs("one"));
    await reader.azure.update(made, inputs("two"));
    expect((await get("/secrets/written")).value).to.equal("two");
    expect((await get("/secrets/written/versions")).value).to.have.length(2);
    await reader.azure.delete(made);
    expect((await get("/secrets/written")).error.code).to.equal("SecretNotFound");
    await reader.azure.create("azure-native:keyvault:Secret", "written", inputs("three"));
    expect((await get("/secrets/written/versions")).value).to.have.length(1);
  });

  it("no writes", async () => {
    const headers = { Authorization: `Bearer ${reader.token}` };
    const { status } = await reader.workload.send(`${vault}/secrets/db`, "PUT", headers);
    expect(status).to.equal(405);
  });
});
