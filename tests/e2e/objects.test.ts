import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { asSecret } from "../../emulator/vault/content";
import { surroundings } from "../examples/support/surroundings";
import type { RunningPod } from "./kubelet/running-pod";
import { program, Scenario } from "./support/scenario";
import { aks } from "./support/test-cluster";
import { bytes, certificate, ecKey, key, rsaKey, secret } from "./support/vault-contents";

const web = certificate();
const keys = { rsa: rsaKey(), p256: ecKey("P-256"), p384: ecKey("P-384"), p521: ecKey("P-521") };
const text = "p@ss: word\n\twith 'quotes', \"more\" and ünïcode\n";
const pinned = "00000000000000000000000000000002";
const history = [
  { value: "first" },
  { value: "second", version: pinned },
  { value: "never shown", enabled: false },
  { value: "newest" },
];

const world = surroundings({
  clusters: [aks("aks-prod", "blue")],
  namespaces: ["shop"],
  vaults: [
    {
      resourceGroupName: "shop",
      name: "kv-shop",
      enableRbacAuthorization: true,
      objects: {
        secrets: [
          secret("text", text),
          secret("in-base64", bytes.toString("base64")),
          secret("in-hex", bytes.toString("hex")),
          { name: "history", versions: history },
        ],
        keys: Object.entries(keys).map(([name, publicKey]) => key(name, publicKey)),
        certificates: [
          { name: "web", versions: [web] },
          { name: "web-in-pem", versions: [{ ...web, contentType: "application/x-pem-file" }] },
        ],
      },
    },
    {
      resourceGroupName: "shop",
      name: "kv-shared",
      enableRbacAuthorization: true,
      objects: {
        secrets: [secret("listed", "of the shared vault")],
        keys: [key("sign", keys.p256)],
        certificates: [{ name: "web", versions: [web] }],
      },
    },
    {
      resourceGroupName: "shop",
      name: "kv-legacy",
      objects: {
        secrets: [{ name: "history", versions: history }],
        keys: [key("sign", keys.rsa)],
        certificates: [{ name: "web", versions: [web] }],
      },
    },
  ],
});

const args = {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: {
    "kv-shop": {
      resourceGroupName: "shop",
      objects: {
        text: {},
        "from-base64": { objectName: "in-base64", objectEncoding: "base64" },
        "from-hex": { objectName: "in-hex", objectEncoding: "hex" },
        "as-it-is": { objectName: "in-base64" },
        history: { objectVersionHistory: 2 },
        pinned: { objectName: "history", objectVersion: pinned },
        "conf/of/app.conf": { objectName: "text", filePermission: "0400" },
        "conf/run.sh": { objectName: "text", filePermission: "755" },
        "rsa.pem": { objectName: "rsa", objectType: "key" },
        "p256.pem": { objectName: "p256", objectType: "key" },
        "p384.pem": { objectName: "p384", objectType: "key" },
        "p521.pem": { objectName: "p521", objectType: "key" },
        "web.crt": { objectName: "web", objectType: "cert" },
        "web.pub": { objectName: "web", objectType: "key" },
        "tls.pem": { objectName: "web" },
        "tls-in-pem.pem": { objectName: "web-in-pem" },
        "tls.pfx.txt": { objectName: "web", objectFormat: "pfx" },
        "tls.pfx": { objectName: "web", objectFormat: "pfx", objectEncoding: "base64" },
      },
      syncedSecrets: {
        "web-tls": { type: "kubernetes.io/tls", data: { "tls.crt": "tls.pem", "tls.key": "tls.pem" } },
        settings: {
          data: { "app.conf": "conf/of/app.conf", previous: "history/1", bytes: "from-hex" },
          labels: { team: "shop" },
          annotations: { owner: "shop" },
        },
      },
      env: { TEXT: "text", NEWEST: "history/0" },
    },
    shared: {
      resourceGroupName: "shop",
      name: "kv-shared",
      roleScope: "Object",
      objects: { listed: {}, sign: { objectType: "key" }, web: { objectType: "cert" } },
      env: { LISTED: "listed" },
    },
    "kv-legacy": {
      resourceGroupName: "shop",
      permissionModel: "AccessPolicy",
      objects: {
        history: { objectVersionHistory: 2 },
        sign: { objectType: "key" },
        web: { objectType: "cert" },
      },
    },
  },
};

describe("a pod of one workload that reads three vaults", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let running: RunningPod;

  before(async () => {
    scenario = await Scenario.open({ world, files: program("checkout", args) });
    running = await scenario.start("blue");
  });
  after(() => scenario?.close());

  const files = (volume = "secrets-store-kv-shop") => running.volumes[volume] ?? {};
  const content = (path: string) => files()[path]?.content ?? Buffer.from(`no file ${path}`);

  it("the volumes hold the files that were named, and no other", () => {
    const { history: _, ...objects } = args.keyVaults["kv-shop"].objects;
    // The provider keeps one version more than asked; the disabled one does not count.
    const versions = ["history/0", "history/1", "history/2"];
    expect(files()).to.have.all.keys(...Object.keys(objects), ...versions);
  });

  it("a secret is mounted byte for byte, in whatever folder", () => {
    expect(content("text").toString()).to.equal(text);
    expect(content("conf/of/app.conf").toString()).to.equal(text);
  });

  it("base64 and hex are decoded, and a secret without an encoding is mounted as its text", () => {
    expect(content("from-base64")).to.deep.equal(bytes);
    expect(content("from-hex")).to.deep.equal(bytes);
    expect(content("as-it-is").toString()).to.equal(bytes.toString("base64"));
  });

  it("a version history holds the newest versions, newest first, without the disabled one", () => {
    const versions = ["history/0", "history/1", "history/2"].map((path) => content(path).toString());
    expect(versions).to.deep.equal(["newest", "second", "first"]);
  });

  it("a pinned version is mounted", () => {
    expect(content("pinned").toString()).to.equal("second");
  });

  it("a key is mounted as its public key, RSA and all three curves", () => {
    for (const [name, publicKey] of Object.entries(keys)) {
      expect(content(`${name}.pem`).toString(), name).to.equal(publicKey);
    }
  });

  it("a certificate is mounted as its leaf, as its public key, or as a secret with the private key and the chain", () => {
    const unix = (pem: string) => pem.replaceAll("\r\n", "\n");
    const leaf = new X509Certificate(web.chain[0] as string);
    expect(content("web.crt").toString()).to.equal(unix(web.chain[0] as string));
    expect(content("web.pub").toString()).to.equal(leaf.publicKey.export({ type: "spki", format: "pem" }));
    expect(content("tls.pem").toString()).to.equal(unix(web.privateKey + web.chain.join("")));
    expect(content("tls-in-pem.pem").toString()).to.equal(web.privateKey + web.chain.join(""));
  });

  it("PKCS#12 is mounted as text, and as bytes with base64", () => {
    const pfx = asSecret(web).secret?.value as string;
    expect(content("tls.pfx.txt").toString()).to.equal(pfx);
    expect(content("tls.pfx")).to.deep.equal(Buffer.from(pfx, "base64"));
  });

  it("a file has the mode that was asked for, else 0644", () => {
    const modes = Object.fromEntries(Object.entries(files()).map(([path, { mode }]) => [path, mode]));
    expect(modes).to.include({
      "conf/of/app.conf": 0o400,
      "conf/run.sh": 0o755,
      text: 0o644,
      "tls.pfx": 0o644,
    });
  });

  it("single objects of a vault are mounted by roles on each of them", () => {
    const shared = files("secrets-store-shared");
    expect(shared).to.have.all.keys("listed", "sign", "web");
    expect(shared.listed?.content.toString()).to.equal("of the shared vault");
    expect(shared.sign?.content.toString()).to.equal(keys.p256);
    const { azure } = scenario.environment.cloud;
    const scopes = azure
      .filter(({ type }) => type.endsWith(":RoleAssignment"))
      .map(({ properties }) => properties.scope);
    expect(scopes.filter((scope) => String(scope).endsWith("/vaults/kv-shared"))).to.deep.equal([]);
  });

  it("secrets with their history, keys and certificates are mounted by an access policy", () => {
    const legacy = files("secrets-store-kv-legacy");
    expect(legacy).to.have.all.keys("history/0", "history/1", "history/2", "sign", "web");
    expect(legacy["history/0"]?.content.toString()).to.equal("newest");
    expect(legacy.sign?.content.toString()).to.equal(keys.rsa);
  });

  it("the environment is filled from the files of several vaults", () => {
    expect(running.env).to.deep.equal({ TEXT: text, NEWEST: "newest", LISTED: "of the shared vault" });
  });

  it("a TLS Secret is filled with the key and the certificates of one file", () => {
    const tls = running.secrets.find(({ name }) => name === "web-tls");
    expect(tls?.type).to.equal("kubernetes.io/tls");
    expect(tls?.data).to.have.all.keys("tls.crt", "tls.key");
    const [written, own] = [tls?.data["tls.key"] as Buffer, web.privateKey].map((pem) =>
      createPrivateKey(pem),
    );
    expect(written?.equals(own as typeof written & object)).to.equal(true);
    expect(tls?.data["tls.crt"]?.toString()).to.equal(web.chain.join("").replaceAll("\r\n", "\n"));
  });

  it("a Secret with labels and annotations is filled from files in folders and of versions", () => {
    const settings = running.secrets.find(({ name }) => name === "settings");
    expect(settings?.type).to.equal("Opaque");
    expect(settings?.labels).to.include({ team: "shop" });
    expect(settings?.annotations).to.include({ owner: "shop" });
    expect(settings?.data).to.deep.equal({
      "app.conf": Buffer.from(text),
      previous: Buffer.from("second"),
      bytes,
    });
  });
});
