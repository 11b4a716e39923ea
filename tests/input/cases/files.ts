/** Values and inputs on both sides of the bounds of the rules in src/rules/files.ts. */

import { type Given, given, group, type InputCases, later, objects, vault } from "./case";

const copied = (data: unknown, type = "Opaque", files: object = { a: {} }): Given =>
  objects(files, { syncedSecrets: { s: { type, data } } });
const tls = (type: string, files: object): Given => copied({ "tls.crt": "b", "tls.key": "a" }, type, files);
const two = (one: object, other: object): Given =>
  given({
    keyVaults: {
      kv1: { ...group, objects: { a: {} }, ...one },
      kv2: { ...group, objects: { a: {} }, ...other },
    },
  });

/** Each of them has about 3100 bytes in the class: a path of 3000, and what stands around it. */
const many = (count: number, more: object = {}) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${`${"a".repeat(249)}/`.repeat(12)}${index}`,
      { objectName: `object-${index}`, ...more },
    ]),
  );

export const inputs: InputCases = {
  "no-file-in-file": {
    accepted: [objects({ "x/y": { objectName: "a" }, "x/z": { objectName: "a" }, xy: {} })],
    refused: [
      objects({ x: {}, "x/y": { objectName: "a" } }),
      objects({ "x/y/z": { objectName: "a" }, x: {} }),
      objects({ x: { objectVersionHistory: 2 }, "x/9": { objectName: "a" } }),
    ],
  },
  "mounted-file": {
    accepted: [
      vault({ env: { A: "a" } }),
      objects({ a: { objectVersionHistory: 2 } }, { env: { A: "a/1" } }),
      objects({ a: { objectVersionHistory: 2 ** 31 - 1 } }, { env: { A: "a/0", B: "a/2147483646" } }),
    ],
    refused: [
      vault({ env: { A: "b" } }),
      vault({ env: { A: "a/0" } }),
      objects({ a: { objectVersionHistory: 2 } }, { env: { A: "a" } }),
      objects({ a: { objectVersionHistory: 2 } }, { env: { A: "a/2" } }),
      objects({ a: { objectVersionHistory: 2 ** 31 - 1 } }, { env: { A: "a" } }),
      copied({ k: "b" }),
    ],
  },
  "class-size": {
    accepted: [objects(many(500)), objects(many(530), { mount: false })],
    refused: [
      objects(many(530)),
      objects(
        many(500, { objectVersion: "0123456789abcdef0123456789abcdef", filePermission: later("0400") }),
      ),
      objects(
        { a: {} },
        { syncedSecrets: { s: { data: { k: "a" }, annotations: { a: "a".repeat(2 ** 21) } } } },
      ),
      objects(many(500), { secretProviderClass: { annotations: { a: "a".repeat(2 ** 17) } } }),
    ],
  },
  "filled-secret": { accepted: [copied({ k: "a" })], refused: [copied({})] },
  "keys-of-secret-type": {
    accepted: [
      copied({ "tls.crt": "a", "tls.key": "a" }, "kubernetes.io/tls"),
      copied({ username: "a" }, "kubernetes.io/basic-auth"),
      copied({ password: "a" }, "kubernetes.io/basic-auth"),
      copied({ "ssh-privatekey": "a" }, "kubernetes.io/ssh-auth"),
      copied({ ".dockerconfigjson": "a" }, "kubernetes.io/dockerconfigjson"),
      copied({ ".dockercfg": "a" }, "kubernetes.io/dockercfg"),
      copied({ anything: "a" }, "example.com/own"),
    ],
    refused: [
      copied({ "tls.crt": "a" }, "kubernetes.io/tls"),
      copied({ "tls.crt": "a", "tls.key": "a", "ca.crt": "a" }, "kubernetes.io/tls"),
      copied({ user: "a" }, "kubernetes.io/basic-auth"),
      copied({ password: "a" }, "kubernetes.io/ssh-auth"),
      copied({ ".dockercfg": "a" }, "kubernetes.io/dockerconfigjson"),
      copied({ ".dockerconfigjson": "a" }, "kubernetes.io/dockercfg"),
    ],
  },
  "tls-format": {
    accepted: [
      tls("kubernetes.io/tls", { a: { objectFormat: "pem" }, b: {}, c: { objectFormat: "pfx" } }),
      tls("Opaque", { a: { objectFormat: "pfx" }, b: {} }),
    ],
    refused: [
      tls("kubernetes.io/tls", { a: { objectFormat: "pfx" }, b: {} }),
      tls("kubernetes.io/tls", { a: {}, b: { objectFormat: later("pfx") } }),
    ],
  },
  "tls-source": {
    accepted: [
      tls("kubernetes.io/tls", { a: {}, b: {} }),
      tls("kubernetes.io/tls", { a: {}, b: { objectType: "cert" } }),
      tls("example.com/own", { a: { objectType: "key" }, b: {} }),
    ],
    refused: [
      tls("kubernetes.io/tls", { a: { objectType: "cert" }, b: {} }),
      tls("kubernetes.io/tls", { a: { objectType: "key" }, b: {} }),
      tls("kubernetes.io/tls", { a: {}, b: { objectType: "key" } }),
    ],
  },
  "own-of-vault": {
    accepted: [two({}, {}), two({ env: { A: "a" } }, { env: { B: "a" } })],
    refused: [
      two({ env: { A: "a" } }, { env: { A: "a" } }),
      two({ syncedSecrets: { s: { data: { k: "a" } } } }, { syncedSecrets: { s: { data: { k: "a" } } } }),
      two({ syncedSecrets: { "orders-kv2-env": { data: { k: "a" } } } }, { env: { A: "a" } }),
      two({ env: { A: "a" }, envSecretName: "s" }, { env: { B: "a" }, envSecretName: "s" }),
      two({ env: { A: "a" }, envSecretName: "s" }, { syncedSecrets: { s: { data: { k: "a" } } } }),
      two({ secretProviderClass: { name: "s" } }, { secretProviderClass: { name: later("s") } }),
      two({ secretProviderClass: { name: "orders-kv2" } }, {}),
    ],
  },
  "own-folder": {
    accepted: [two({}, {}), two({ mountPath: "/a" }, { mountPath: "/ab" })],
    refused: [
      two({ mountPath: "/a" }, { mountPath: "/a/" }),
      two({ mountPath: "/a" }, { mountPath: "/a/b" }),
      two({ mountPath: "/a/b" }, { mountPath: later("/a") }),
      two({ mountPath: "/mnt/secrets-store/kv2" }, {}),
    ],
  },
};
