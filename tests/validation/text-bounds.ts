import * as pulumi from "@pulumi/pulumi";
import * as azure from "../../src/validation/azure-names";
import * as issuers from "../../src/validation/issuers";
import * as object from "../../src/validation/key-vault-objects";
import * as kinds from "../../src/validation/kinds-of-value";
import * as kubernetes from "../../src/validation/kubernetes-names";
import type { TextRule } from "../../src/validation/rule";

const a = (length: number) => "a".repeat(length);
const guid = "00000000-0000-0000-0000-00000000000a";
const idOf = (type: string, subscription = guid, group = "g", name = "kv-shop") =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
const vaultId = (subscription?: string, group?: string, name?: string) =>
  idOf("Microsoft.KeyVault/vaults", subscription, group, name);

const clusterId = (name: string) => idOf("Microsoft.ContainerService/managedClusters", guid, "g", name);
const identityId = (name: string) =>
  idOf("Microsoft.ManagedIdentity/userAssignedIdentities", guid, "g", name);

/** All but the last 216 bytes of the longest one. */
const longPath = `${a(255)}/`.repeat(14);

export interface Bounds {
  readonly rule: TextRule;
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
}

/** The rules for one text, each with the values on both sides of each of its bounds. */
export const textBounds: readonly Bounds[] = [
  {
    rule: kubernetes.namespaceName,
    accepted: ["a", "0", "a-b", a(63)],
    refused: ["", a(64), "A", "-a", "a-", "a.b", "a_b", "a b", "a\n", "ä"],
  },
  {
    rule: kubernetes.objectName,
    accepted: ["a", "0", "a-b", "a.b", "a.b-c.d", a(253)],
    refused: ["", a(254), "A", "-a", "a-", ".a", "a.", "a..b", "a.-b", "a-.b", "a_b", "a/b", "a\n"],
  },
  {
    rule: kubernetes.secretKey,
    accepted: ["a", "A", "0", "_", "-", "tls.crt", ".a", a(253)],
    refused: ["", a(254), ".", "..", "..a", "a/b", "a b", "a\n", "ä"],
  },
  {
    rule: kubernetes.secretType,
    accepted: ["Opaque", "kubernetes.io/tls", "example.com/own"],
    refused: [""],
  },
  {
    rule: kubernetes.environmentVariable,
    accepted: ["A", "a", "_", "DB_PASSWORD", "A.b-c0", a(253)],
    refused: ["", a(254), "0A", ".", "..A", "A=B", "A B", "A\n"],
  },
  {
    rule: kubernetes.vaultKey,
    accepted: ["a", "0", "kv-shop", a(49)],
    refused: ["", a(50), "KV", "-a", "a-", "a.b", "a_b", "a/b", "__proto__"],
  },
  {
    rule: kubernetes.labelText,
    accepted: ["", "a", "A", "0", "a.b_c-d", a(63)],
    refused: [a(64), "-a", "a-", ".a", "a_", "a b", "a/b", "a\n"],
  },
  {
    rule: kubernetes.qualifiedName,
    accepted: ["app", "App", "0", "a.b_c-d", "example.com/app", `${a(253)}/${a(63)}`],
    refused: ["", a(64), "/app", "example.com/", "a/b/c", "Example.com/app", "-app", "a b", `${a(254)}/a`],
  },
  {
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
  {
    rule: azure.resourceGroupName,
    accepted: ["a", "A", "0", "_", "-", "(a)", ".a", "ä", a(90)],
    refused: ["", a(91), "a.", "a b", "a/b", "a\n"],
  },
  {
    rule: azure.clusterName,
    accepted: ["a", "A0", "a-b_c", a(63)],
    refused: ["", a(64), "-a", "a-", "_a", "a_", "a.b", "a b", "a\n"],
  },
  {
    rule: azure.vaultName,
    accepted: ["abc", "ABC", "a-0", a(24)],
    refused: ["", "ab", a(25), "0bc", "-bc", "ab-", "a--b", "a_b", "a.b", "abc\n"],
  },
  {
    rule: azure.identityName,
    accepted: ["abc", "0-_", "A-B", "a--", a(128)],
    refused: ["", "ab", a(129), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  {
    rule: azure.location,
    accepted: ["westeurope", "West Europe", "eastus2", a(50)],
    refused: ["", a(51), " west", "west-europe", "west\n"],
  },
  {
    rule: azure.clusterKey,
    accepted: ["a", "A", "0", "-", "_", a(100)],
    refused: ["", a(101), "a.b", "a b", "a/b", "a\n"],
  },
  {
    rule: azure.federatedCredentialName,
    accepted: ["abc", "0-_", "A--", a(120)],
    refused: ["", "ab", a(121), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  {
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
  {
    rule: azure.displayName,
    accepted: ["a", "Orders, of the shop", "ä", a(120)],
    refused: ["", " ", "\n", a(121)],
  },
  {
    rule: issuers.issuerUrl,
    accepted: [
      "https://a.b",
      "https://a.b/",
      "https://a.b:8443/b/c",
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
      "https://*.example.com/",
      "https://a.example.com/*",
      `https://${a(60)}.example/`.padEnd(601, "a"),
    ],
  },
  {
    rule: object.objectName,
    accepted: ["a", "A", "0", "-", "true", a(127)],
    refused: ["", a(128), "a_b", "a.b", "a/b", "a b", "a\n", "ä"],
  },
  {
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
  {
    rule: object.objectVersion,
    accepted: [a(32), "0123456789abcdef0123456789ABCDEF"],
    refused: ["", a(31), a(33), `${a(31)}-`, `${a(32)}\n`],
  },
  {
    rule: object.filePermission,
    accepted: ["0644", "644", "0000", "0777", "0400"],
    refused: ["", "64", "06444", "0o644", "1644", "0888", "888", "rw-", "0644\n", " 0644"],
  },
  {
    rule: azure.vaultId,
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
  {
    rule: azure.clusterId,
    accepted: [clusterId("a"), clusterId(a(63))],
    refused: ["", "aks", clusterId(""), clusterId("-a"), clusterId(a(64)), vaultId()],
  },
  {
    rule: azure.identityId,
    accepted: [identityId("abc"), identityId(a(128)), identityId("abc").toUpperCase()],
    refused: ["", "id-orders", guid, identityId("ab"), identityId(a(129)), vaultId(), clusterId("abc")],
  },
  {
    rule: azure.tagName,
    accepted: ["a", "cost centre", "ä:b", a(512)],
    refused: ["", " ", a(513), "a<b", "a>b", "a%b", "a&b", "a\\b", "a?b", "a/b"],
  },
  {
    rule: azure.tagValue,
    accepted: ["", "a/b?", "undefined", a(256)],
    refused: [a(257)],
  },
  {
    rule: issuers.publicIssuer,
    accepted: [
      "https://issuer.example.com/a/",
      "https://local.example.com",
      "https://svc.example.com",
      "https://mylocalhost.example",
      "https://internal.example.com/cluster.local/",
      "https://8.8.8.8/",
      "https://172.15.0.1/",
      "https://172.32.0.1/",
      "https://100.63.0.1/",
      "https://100.128.0.1/",
      "https://192.167.0.1/",
      "https://11.0.0.1/",
      "https://[2001:4860:4860::8888]/",
    ],
    refused: [
      "https://localhost",
      "https://localhost:6443/",
      "https://a.localhost/",
      "https://LOCALHOST/",
      "https://kubernetes",
      "https://kubernetes.default.svc",
      "https://kubernetes.default.svc/",
      "https://kubernetes.default.svc.cluster.local",
      "https://kubernetes.default.svc.cluster.local./",
      "https://oidc.shop.svc",
      "https://oidc.shop.svc.corp.example.com/",
      "https://nas.local/",
      "https://api.corp.internal:6443",
      "https://127.0.0.1",
      "https://127.1/",
      "https://2130706433/",
      "https://0.0.0.0/",
      "https://10.0.0.1:6443",
      "https://172.16.0.1/",
      "https://172.31.255.255/",
      "https://192.168.1.1/",
      "https://169.254.169.254/",
      "https://100.64.0.1/",
      "https://100.127.0.1/",
      "https://[::1]/",
      "https://[::]/",
      "https://[::ffff:10.0.0.1]/",
      "https://[fc00::1]/",
      "https://[fd00::1]/",
      "https://[fe80::1]/",
    ],
  },
  {
    rule: issuers.aksIssuer,
    accepted: [
      "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/",
      "https://oidc.prod-aks.azure.com/cluster/",
      "https://issuer.example.com/oidc.prod-aks.azure.com",
      "https://prod-aks.azure.com.example.com/a",
    ],
    refused: [
      "https://westeurope.oic.prod-aks.azure.com/tenant/cluster",
      "https://westeurope.oic.prod-aks.azure.com",
      "https://WestEurope.oic.prod-aks.azure.com/tenant/cluster",
      "https://usgovvirginia.oic.prod-aks.azure.us/tenant/cluster",
      "https://oidc.prod-aks.azure.com/cluster",
    ],
  },
  {
    rule: kinds.anyText,
    accepted: ["", "any text: ä", "undefined", "null"],
    refused: [],
  },
  {
    rule: kinds.lostOutput,
    accepted: ["object", "[object]", "toString", "100%"],
    refused: [
      "[object Object]",
      "shop-[object Promise]",
      `https://${pulumi.output("a")}/`,
      "<pulumi.output.Output object at 0x7f0000000000>",
      "Pulumi.Output`1[System.String]",
      "com.pulumi.core.internal.OutputInternal@1b2c",
      "%!s(pulumi.StringOutput={0xc000})",
    ],
  },
  {
    rule: kinds.lostValue,
    accepted: ["null-island", "nullable", "undefinedness", "a-nullable", "a.undefined2"],
    refused: [
      "undefined",
      "null",
      "shop-undefined",
      "undefined-shop",
      "a-undefined-b",
      "shop-null",
      "https://undefined/",
      "https://null.example.com",
      "/subscriptions/null/resourceGroups/g",
      "a/undefined/b",
      "a_undefined",
      "orders undefined",
    ],
  },
  {
    rule: kubernetes.reservedKey,
    accepted: ["azure.workload.identity", "example.com/use", "a.azure.workload.identity/use"],
    refused: [
      "azure.workload.identity/use2",
      "azure.workload.identity/client-id",
      "azure.workload.identity/inject-proxy-sidecar",
    ],
  },
  {
    rule: kubernetes.imageName,
    accepted: ["busybox", "registry.k8s.io/e2e-test-images/busybox:1.29-4", `a@sha256:${a(64)}`],
    refused: ["", " ", "busy box", "busybox\n"],
  },
];
