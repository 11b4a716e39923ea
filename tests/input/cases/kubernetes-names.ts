/** Values and inputs on both sides of the bounds of the rules in src/rules/kubernetes-names.ts. */

import {
  a,
  account,
  type Given,
  given,
  type InputCases,
  later,
  unknown,
  type ValueCases,
  vault,
} from "./case";

const useLabel = "azure.workload.identity/use";
const kib = 2 ** 10;
const text = (size: number) => "ä".repeat(size / 2);
const classAnnotations = (annotations: unknown): Given => vault({ secretProviderClass: { annotations } });
const secretAnnotations = (annotations: unknown): Given =>
  vault({ syncedSecrets: { s: { data: { k: "a" }, annotations } } });
const use = (value: unknown): Given => given({ podLabels: { [useLabel]: value } });

export const values: ValueCases = {
  namespace: {
    accepted: ["a", "0", "a-b", a(63)],
    refused: ["", a(64), "A", "-a", "a-", "a.b", "a_b", "a b", "a\n", "ä"],
  },
  "kubernetes-name": {
    accepted: ["a", "0", "a-b", "a.b", "a.b-c.d", a(253)],
    refused: ["", a(254), "A", "-a", "a-", ".a", "a.", "a..b", "a.-b", "a-.b", "a_b", "a/b", "a\n"],
  },
  "secret-key": {
    accepted: ["a", "A", "0", "_", "-", "tls.crt", ".a", a(253)],
    refused: ["", a(254), ".", "..", "..a", "a/b", "a b", "a\n", "ä"],
  },
  "secret-type": {
    accepted: ["Opaque", "kubernetes.io/tls", "example.com/own"],
    refused: [""],
  },
  "environment-variable": {
    accepted: ["A", "a", "_", "DB_PASSWORD", "A.b-c0", a(253)],
    refused: ["", a(254), "0A", ".", "..A", "A=B", "A B", "A\n"],
  },
  "vault-key": {
    accepted: ["a", "0", "kv-shop", a(49)],
    refused: ["", a(50), "KV", "-a", "a-", "a.b", "a_b", "a/b"],
  },
  "label-value": {
    accepted: ["", "a", "A", "0", "a.b_c-d", a(63)],
    refused: [a(64), "-a", "a-", ".a", "a_", "a b", "a/b", "a\n"],
  },
  "label-key": {
    accepted: ["app", "App", "0", "a.b_c-d", "example.com/app", `${a(253)}/${a(63)}`],
    refused: ["", a(64), "/app", "example.com/", "a/b/c", "Example.com/app", "-app", "a b", `${a(254)}/a`],
  },
  "annotation-key": {
    accepted: ["app", "App", "example.com/app", "Example.com/App", `${"A".repeat(253)}/${a(63)}`],
    refused: ["", a(64), "/app", "example.com/", "a/b/c", "-app", "a b", "exam ple.com/a", `${a(254)}/a`],
  },
  "mount-path": {
    accepted: [
      "/a",
      "/mnt/secrets-store/kv",
      "C:\\secrets",
      "c:/secrets",
      "/a/.b..c",
      "/run/secret",
      "/var/run/secrets/orders",
      "/var/run/secrets/azure-files",
      "/etc/ca",
      "/process",
      "/devices/proc",
      "/Proc",
      `/${a(1023)}`,
    ],
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
      "/var",
      "/run/",
      "/var/run/./secrets",
      "/var/run/secrets/kubernetes.io/serviceaccount",
      "/run/secrets/azure",
      "/var/run/secrets/azure/tokens",
      "/var/run/secrets/kubernetes.io/serviceaccount/extra",
      "C:\\var\\run\\secrets\\kubernetes.io\\serviceaccount\\extra",
      "C:\\VAR\\run\\Secrets\\Azure",
      "/proc",
      "/proc/self",
      "/sys/fs",
      "/dev",
      "/dev//shm",
      "/etc",
      "/etc/hosts",
      "/etc/resolv.conf",
      `/${a(1024)}`,
    ],
  },
  "reserved-key": {
    accepted: ["azure.workload.identity", "example.com/use", "a.azure.workload.identity/use"],
    refused: [
      "azure.workload.identity/use2",
      "azure.workload.identity/client-id",
      "azure.workload.identity/inject-proxy-sidecar",
    ],
  },
  image: {
    accepted: [
      "busybox",
      "registry.k8s.io/e2e-test-images/busybox:1.29-4",
      "MyRegistry.azurecr.io/shop/orders:V1",
      "localhost:5000/a",
      "[::1]:5000/a",
      "a/b__c/d.e-f_g--h:_latest",
      a(247),
      `a.b/${a(255)}`,
      `a:${a(128)}`,
      `a@sha256:${a(64)}`,
      `a:1@sha512:${a(128)}`,
    ],
    refused: [
      "",
      " ",
      "busy box",
      "busybox\n",
      "https://registry.k8s.io/busybox",
      "docker://busybox",
      "Busybox",
      "registry.k8s.io/BusyBox:1.29",
      "busybox:",
      "busybox:-1",
      "a:1:2",
      `a:${a(129)}`,
      a(248),
      `a.b/${a(256)}`,
      a(64),
      "a//b",
      "a/",
      "/a",
      "a..b",
      "a/_b",
      "a@sha256:abc",
      `a@sha256:${"A".repeat(64)}`,
      `a@md5:${a(32)}`,
    ],
  },
  "reserved-pod-label": {
    accepted: ["azure.workload.identity", "azure.workload.identity/use", "a.azure.workload.identity/use"],
    refused: ["azure.workload.identity/use2", "azure.workload.identity/client-id"],
  },
  "token-expiration": {
    accepted: [3600, 7200, 86400],
    refused: [3599, 86401, 3600.5, 0, -3600, "3600", Number.NaN, Number.POSITIVE_INFINITY],
  },
};

export const inputs: InputCases = {
  "annotations-size": {
    accepted: [
      account({ annotations: { [a(10)]: text(255 * kib - 10) } }),
      classAnnotations({ [a(10)]: later(text(255 * kib - 10)) }),
      secretAnnotations(later({ a: text(100 * kib), b: text(100 * kib) })),
      classAnnotations({ a: text(200 * kib), b: unknown }),
    ],
    refused: [
      account({ annotations: { [a(12)]: text(255 * kib - 10) } }),
      account({ management: "External", annotations: later({ a: text(256 * kib) }) }),
      classAnnotations({ a: text(128 * kib), b: later(text(128 * kib)) }),
      classAnnotations({ a: text(256 * kib), b: unknown }),
      secretAnnotations({ a: text(128 * kib), b: text(128 * kib) }),
    ],
  },
  "pull-secret-once": {
    accepted: [account({ imagePullSecrets: ["a", "b"] }), account({ imagePullSecrets: [unknown, unknown] })],
    refused: [
      account({ imagePullSecrets: ["a", "b", "a"] }),
      account({ imagePullSecrets: ["a", later("a")] }),
      account({ imagePullSecrets: later(["a", "a"]) }),
      account({ management: "External", imagePullSecrets: ["a", "a"] }),
    ],
  },
  "use-label": {
    accepted: [
      use("true"),
      use(later("true")),
      given({ podLabels: later({ [useLabel]: "true" }) }),
      given({ podLabels: { other: "false" } }),
    ],
    refused: [
      use("false"),
      use(""),
      use(later("false")),
      given({ podLabels: later({ [useLabel]: "false" }) }),
    ],
  },
};
