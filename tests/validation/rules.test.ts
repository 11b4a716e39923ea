import { expect } from "chai";
import { resourceType } from "../../src/model/resource-id";
import * as azure from "../../src/validation/azure-names";
import * as object from "../../src/validation/key-vault-objects";
import * as kubernetes from "../../src/validation/kubernetes-names";
import type { Rule } from "../../src/validation/rule";

const a = (length: number) => "a".repeat(length);
const guid = "00000000-0000-0000-0000-00000000000a";
const idOf = (type: string, subscription = guid, group = "g", name = "kv-shop") =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
const vaultId = (subscription?: string, group?: string, name?: string) =>
  idOf("Microsoft.KeyVault/vaults", subscription, group, name);

/** All but the last 216 bytes of the longest one. */
const longPath = `${a(255)}/`.repeat(14);

interface Bounds {
  readonly rule: Rule;
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
}

/** Rule → the values on both sides of each of its bounds. */
const table: Record<string, Bounds> = {
  "a namespace": {
    rule: kubernetes.namespaceName,
    accepted: ["a", "0", "a-b", a(63)],
    refused: ["", a(64), "A", "-a", "a-", "a.b", "a_b", "a b", "a\n", "ä"],
  },
  "a Kubernetes name": {
    rule: kubernetes.objectName,
    accepted: ["a", "0", "a-b", "a.b", "a.b-c.d", a(253)],
    refused: ["", a(254), "A", "-a", "a-", ".a", "a.", "a..b", "a.-b", "a-.b", "a_b", "a/b", "a\n"],
  },
  "a key of a Secret": {
    rule: kubernetes.secretKey,
    accepted: ["a", "A", "0", "_", "-", "tls.crt", ".a", a(253)],
    refused: ["", a(254), ".", "..", "..a", "a/b", "a b", "a\n", "ä"],
  },
  "the type of a Secret": {
    rule: kubernetes.secretType,
    accepted: ["Opaque", "kubernetes.io/tls", "example.com/own"],
    refused: [""],
  },
  "an environment variable": {
    rule: kubernetes.environmentVariable,
    accepted: ["A", "a", "_", "DB_PASSWORD", "A.b-c0", a(253)],
    refused: ["", a(254), "0A", ".", "..A", "A=B", "A B", "A\n"],
  },
  "a vault's key": {
    rule: kubernetes.vaultKey,
    accepted: ["a", "0", "kv-shop", a(49)],
    refused: ["", a(50), "KV", "-a", "a-", "a.b", "a_b", "a/b", "__proto__"],
  },
  "a label value": {
    rule: kubernetes.labelText,
    accepted: ["", "a", "A", "0", "a.b_c-d", a(63)],
    refused: [a(64), "-a", "a-", ".a", "a_", "a b", "a/b", "a\n"],
  },
  "a key of labels and annotations": {
    rule: kubernetes.qualifiedName,
    accepted: ["app", "App", "0", "a.b_c-d", "example.com/app", `${a(253)}/${a(63)}`],
    refused: ["", a(64), "/app", "example.com/", "a/b/c", "Example.com/app", "-app", "a b", `${a(254)}/a`],
  },
  "a mount path": {
    rule: kubernetes.mountPath,
    accepted: ["/a", "/mnt/secrets-store/kv", "C:\\secrets", "c:/secrets", "/a/.b..c", `/${a(1023)}`],
    refused: [
      "",
      "a",
      "./a",
      "/a:b",
      "C:",
      "C:a",
      "C:\\a:b",
      "\\a",
      "/",
      "//",
      "/.",
      "C:\\",
      "c:/",
      "/..",
      "/a/..",
      "/a/../b",
      "C:\\a\\..\\b",
      "/a\n",
      "/a\u0000",
      "/a\u009b",
      "/a\u202eb",
      `/${a(1024)}`,
    ],
  },
  "a resource group": {
    rule: azure.resourceGroupName,
    accepted: ["a", "A", "0", "_", "-", "(a)", ".a", "ä", a(90)],
    refused: ["", a(91), "a.", "a b", "a/b", "a\n"],
  },
  "an AKS cluster": {
    rule: azure.clusterName,
    accepted: ["a", "A0", "a-b_c", a(63)],
    refused: ["", a(64), "-a", "a-", "_a", "a_", "a.b", "a b", "a\n"],
  },
  "a key vault": {
    rule: azure.vaultName,
    accepted: ["abc", "ABC", "a-0", a(24)],
    refused: ["", "ab", a(25), "0bc", "-bc", "ab-", "a--b", "a_b", "a.b", "abc\n"],
  },
  "a managed identity": {
    rule: azure.identityName,
    accepted: ["abc", "0-_", "A-B", "a--", a(128)],
    refused: ["", "ab", a(129), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  "an Azure region": {
    rule: azure.location,
    accepted: ["westeurope", "West Europe", "eastus2", a(50)],
    refused: ["", a(51), " west", "west-europe", "west\n"],
  },
  "a cluster's key": {
    rule: azure.clusterKey,
    accepted: ["a", "A", "0", "-", "_", a(100)],
    refused: ["", a(101), "a.b", "a b", "a/b", "a\n"],
  },
  "a federated credential": {
    rule: azure.federatedCredentialName,
    accepted: ["abc", "0-_", "A--", a(120)],
    refused: ["", "ab", a(121), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  "an object id or client id": {
    rule: azure.guid,
    accepted: [
      "00000000-0000-0000-0000-000000000000",
      "01234567-89ab-cdef-0123-456789abcdef",
      "01234567-89AB-CDEF-0123-456789ABCDEF",
    ],
    refused: [
      "",
      "orders",
      "0000000-0000-0000-0000-000000000000",
      "000000000-0000-0000-0000-000000000000",
      "00000000-0000-0000-0000-00000000000g",
      "00000000-0000-0000-0000-000000000000\n",
      "00000000000000000000000000000000",
      "{00000000-0000-0000-0000-000000000000}",
      "/applications/00000000-0000-0000-0000-000000000000",
    ],
  },
  "a display name": {
    rule: azure.displayName,
    accepted: ["a", "Orders, of the shop", "ä", a(120)],
    refused: ["", " ", "\n", a(121)],
  },
  "an issuer": {
    rule: azure.issuerUrl,
    accepted: [
      "https://a",
      "https://a/",
      "https://a:8443/b/c",
      "https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-000000000000/1/",
      `https://${a(60)}.example/`.padEnd(600, "a"),
    ],
    refused: [
      "",
      "a",
      "http://a",
      "HTTPS://a",
      "https://",
      "https:///a",
      "https://a b",
      "https://a/ ",
      "https://user@a",
      "https://a?b",
      "https://a/#b",
      "https://a/\n",
      "https://a\u0000",
      "https://a/\u001f",
      "https://a/\u009b",
      "https://a/\u202eb",
      "https://a\u200b.example/",
      `https://${a(60)}.example/`.padEnd(601, "a"),
    ],
  },
  "an object": {
    rule: object.objectName,
    accepted: ["a", "A", "0", "-", "null", a(127)],
    refused: ["", a(128), "a_b", "a.b", "a/b", "a b", "a\n", "ä"],
  },
  "a file": {
    rule: object.fileName,
    accepted: [
      "a",
      ".a",
      "a.pem",
      "a b",
      "ä",
      "a/b/c",
      "😀",
      a(255),
      `${longPath}${a(216)}`,
      `${"ä".repeat(127)}a`,
    ],
    refused: [
      "",
      "/a",
      "a/",
      "a//b",
      ".",
      "./a",
      "a/.",
      "a/./b",
      "..",
      "../a",
      "a..b",
      "a\\b",
      "C:a",
      " a",
      "a ",
      "a\n",
      "a\u0000",
      "a\u0085b",
      "a\u2028b",
      "a\u2029b",
      "a\uFFFE",
      "a\uFFFF",
      "\uD800",
      a(256),
      "ä".repeat(128),
      `${longPath}${a(217)}`,
      "a\u00adb",
      "a\u200bb",
      "a\u202eb",
      "a\u2066b",
      "\ufeffa",
      "a\u{e0041}b",
    ],
  },
  "a version": {
    rule: object.objectVersion,
    accepted: [a(32), "0123456789abcdef0123456789ABCDEF"],
    refused: ["", a(31), a(33), `${a(31)}-`, `${a(32)}\n`],
  },
  "a file mode": {
    rule: object.filePermission,
    accepted: ["0644", "644", "0000", "0777", "0400"],
    refused: ["", "64", "06444", "0o644", "1644", "0888", "888", "rw-", "0644\n", " 0644"],
  },
  "the id of a vault": {
    rule: azure.resourceId(resourceType.vault, azure.vaultName),
    accepted: [vaultId(), idOf("microsoft.keyvault/VAULTS"), vaultId().toUpperCase()],
    refused: [
      "",
      "kv",
      idOf("Microsoft.KeyVault/managedHSMs"),
      `${vaultId()}/secrets/a`,
      `${vaultId()}\n`,
      vaultId("s"),
      vaultId("00000000-0000-0000-0000-00000000000g"),
      vaultId(guid, "g."),
      vaultId(guid, "g h"),
      vaultId(guid, "g", "kv"),
      vaultId(guid, "g", "kv--shop"),
      vaultId(guid, "g", "kv shop"),
    ],
  },
};

describe("rules", () => {
  for (const [what, { rule, accepted, refused }] of Object.entries(table)) {
    it(`tell what ${what} is`, () => {
      for (const value of accepted) expect(rule.accepts(value), JSON.stringify(value)).to.equal(true);
      for (const value of refused) expect(rule.accepts(value), JSON.stringify(value)).to.equal(false);
    });
  }

  it("say what is allowed and who says so", () => {
    for (const { rule } of Object.values(table)) {
      expect(rule.expected).not.to.match(/^$|[.]$|^must/);
      expect(rule.source).not.to.equal("");
      expect(rule.remedy ?? "A sentence.").to.match(/^[A-Z`].*\.$/);
    }
  });

  it("are all in this table", () => {
    const all = [azure, object, kubernetes].flatMap((module) => Object.values(module));
    const rules = all.filter((one): one is Rule => typeof one === "object" && "accepts" in one);
    const tested = new Set(Object.values(table).map(({ rule }) => rule));
    expect(rules.filter((rule) => !tested.has(rule)).map(({ expected }) => expected)).to.deep.equal([]);
  });

  it("give Entra's limit of credentials on one identity", () => {
    expect(azure.credentialsPerIdentity).to.equal(20);
  });
});
