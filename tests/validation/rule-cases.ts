/** The rules that are not about one text: inputs on both sides of each of their bounds, by the id of the rule. */

import * as pulumi from "@pulumi/pulumi";
import { smallInput } from "./input";

/** An input, and the component's name where it matters. */
type Given = readonly [input: unknown, component?: string];

interface Cases {
  readonly accepted: readonly Given[];
  readonly refused: readonly Given[];
}

const guid = "00000000-0000-0000-0000-00000000000a";
const a = (length: number) => "a".repeat(length);
const group = { resourceGroupName: "g" };
const identityId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc`;
const vaultId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/abc`;
const clusterId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/abc`;
const oidcIssuerUrl = "https://issuer.example.com/";

const given = (args: Record<string, unknown>): Given => [smallInput({ ...args })];
const vault = (properties: object): Given => given({ vault: properties });
const objects = (files: object, more: object = {}): Given => vault({ objects: files, ...more });
const object = (properties: object): Given => objects({ a: properties });
const cluster = (one: unknown): Given => given({ clusters: { aks: one } });
const account = (serviceAccount: object): Given => given({ serviceAccount });
const managed = (userAssignedIdentity: unknown): Given => given({ userAssignedIdentity });
const application = (one: unknown): Given => given({ userAssignedIdentity: undefined, application: one });
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
const named = (component: string, args: Record<string, unknown> = {}): Given => [smallInput(args), component];
const clusters = (count: number): Given =>
  given({
    clusters: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `c${index}`,
        { oidcIssuerUrl: `${oidcIssuerUrl}${index}` },
      ]),
    ),
  });
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));
const use = (value: unknown): Given => given({ podLabels: { "azure.workload.identity/use": value } });
const later = <T>(value: T) => pulumi.output(value);
const unknown = pulumi.output(pulumi.unknown);
const className = (length: number, more: object = {}): Given =>
  vault({ secretProviderClass: { name: a(length), ...more } });

export const cases: Readonly<Record<string, Cases>> = {
  enumeration: {
    accepted: [
      given({ cloud: "AzureChinaCloud" }),
      object({ objectType: "cert" }),
      object({ objectFormat: later("pfx") }),
    ],
    refused: [
      given({ cloud: "azurechinacloud" }),
      given({ cloud: "" }),
      given({ cloud: 7 }),
      object({ objectType: "Secret" }),
      object({ objectFormat: later("PEM") }),
      object({ objectEncoding: "utf8" }),
      account({ management: "create" }),
      vault({ permissionModel: "RBAC" }),
      vault({ grants: "external" }),
      vault({ roleScope: "vault" }),
      vault({ secretProviderClass: { management: "Annotate" } }),
      given({ pod: { image: "a", os: "linux" } }),
    ],
  },
  "true-or-false": {
    accepted: [vault({ mount: true }), vault({ mount: false })],
    refused: [vault({ mount: "true" }), vault({ mount: 0 })],
  },
  "map-of-texts": {
    accepted: [given({ podLabels: {} }), given({ podLabels: later({ a: "b" }) })],
    refused: [
      given({ podLabels: [] }),
      given({ podLabels: "a" }),
      given({ podLabels: later("a") }),
      account({ annotations: new Map() }),
      vault({ env: ["A"] }),
    ],
  },
  list: {
    accepted: [
      given({ pod: { image: "a", command: [] } }),
      application({ displayName: "a", owners: later([guid]) }),
    ],
    refused: [
      given({ pod: { image: "a", command: "sleep 1" } }),
      application({ displayName: "a", owners: guid }),
      application({ displayName: "a", owners: later({ a: guid }) }),
    ],
  },
  "known-in-the-preview": {
    accepted: [given({ cloud: "AzureChinaCloud" })],
    refused: [
      given({ cloud: later("AzureChinaCloud") }),
      object({ objectName: unknown }),
      object({ objectType: pulumi.secret("key") }),
      vault({ env: { A: "a" }, mount: Promise.resolve(true) }),
    ],
  },
  "known-and-no-secret": {
    accepted: [object({ objectName: "a" })],
    refused: [
      object({ objectName: unknown }),
      object({ objectName: pulumi.secret("a") }),
      given({ clusters: unknown }),
    ],
  },
  "known-map": {
    accepted: [account({}), given({ clusters: undefined })],
    refused: [
      given({ clusters: unknown }),
      given({ keyVaults: later({}) }),
      given({ serviceAccount: "orders" }),
      given({ pod: [] }),
      vault({ secretProviderClass: Promise.resolve({}) }),
    ],
  },
  "entry-properties": {
    accepted: [objects({ a: {} })],
    refused: [
      objects({ a: null }),
      objects({ a: "a" }),
      cluster(7),
      objects({ a: unknown }),
      cluster(later({})),
    ],
  },
  "filled-map": {
    accepted: [objects({ a: {} }), given({ clusters: undefined })],
    refused: [objects({}), given({ clusters: {} }), given({ keyVaults: {} }), vault({ objects: undefined })],
  },
  "no-null": {
    accepted: [given({ podLabels: undefined })],
    refused: [
      given({ podLabels: null }),
      given({ namespace: null }),
      objects({ a: null }),
      given({ clusters: null }),
    ],
  },
  "no-secret": {
    accepted: [given({ namespace: later("shop") }), vault({ mountPath: pulumi.secret("/a") })],
    refused: [
      given({ namespace: pulumi.secret("shop") }),
      account({ name: pulumi.secret("orders") }),
      cluster({ oidcIssuerUrl: pulumi.secret(oidcIssuerUrl) }),
      managed({ id: pulumi.secret(identityId) }),
      application({ clientId: pulumi.secret(guid) }),
      vault({ name: pulumi.secret("kv-shop") }),
    ],
  },
  "property-name": {
    accepted: [given({})],
    refused: [
      given({ keyVault: {} }),
      object({ objectname: "a" }),
      cluster({ ...group, oidcIssuerURL: "" }),
      vault({ constructor: 1 }),
    ],
  },
  "some-identity": {
    accepted: [managed(group), application({ displayName: "a" })],
    refused: [managed(undefined)],
  },
  "one-identity": {
    accepted: [application({ clientId: guid })],
    refused: [given({ application: { displayName: "a" } }), given({ application: null })],
  },
  "new-or-existing": {
    accepted: [managed(group), managed({ id: identityId }), application({ clientId: guid })],
    refused: [
      managed({}),
      managed({ name: "abc" }),
      managed({ id: identityId, ...group }),
      managed({ id: identityId, tags: {} }),
      application({}),
      application({ owners: [] }),
      application({ clientId: guid, displayName: "a" }),
    ],
  },
  "one-way-to-cluster": {
    accepted: [
      cluster(group),
      cluster({ ...group, name: "a" }),
      cluster({ id: clusterId }),
      cluster({ oidcIssuerUrl }),
    ],
    refused: [
      cluster({}),
      cluster({ name: "a" }),
      cluster({ id: clusterId, ...group }),
      cluster({ id: clusterId, name: "a" }),
      cluster({ id: clusterId, oidcIssuerUrl }),
      cluster({ oidcIssuerUrl, ...group }),
    ],
  },
  "one-way-to-vault": {
    accepted: [
      vault(group),
      vault({ ...group, name: "abc" }),
      vault({ resourceGroupName: undefined, id: vaultId }),
    ],
    refused: [
      vault({ resourceGroupName: undefined }),
      vault({ resourceGroupName: undefined, name: "abc" }),
      vault({ id: vaultId }),
      vault({ resourceGroupName: undefined, id: vaultId, name: "abc" }),
    ],
  },
  "cluster-count": { accepted: [clusters(1), clusters(20)], refused: [clusters(21)] },
  "annotated-only": {
    accepted: [
      account({ management: "Annotate" }),
      account({ management: "External", labels: { a: "b" } }),
      account({ management: "Create", annotations: { a: "b" } }),
    ],
    refused: [
      account({ management: "Annotate", labels: {} }),
      account({ management: "Annotate", annotations: later({}) }),
    ],
  },
  "waiting-pod": {
    accepted: [vault({ secretProviderClass: { management: "External" } }), given({ pod: { image: "a" } })],
    refused: [given({ pod: { image: "a" }, vault: { secretProviderClass: { management: "External" } } })],
  },
  "only-with-mount": {
    accepted: [vault({ mount: false }), vault({ env: { A: "a" }, mountPath: "/a" })],
    refused: [
      vault({ mount: false, env: { A: "a" } }),
      vault({ mount: false, mountPath: "/a" }),
      vault({ mount: false, syncedSecrets: {} }),
      vault({ mount: false, secretProviderClass: {} }),
    ],
  },
  "only-for-roles": {
    accepted: [vault({ roleScope: "Vault" }), vault({ permissionModel: "AccessPolicy" })],
    refused: [
      vault({ permissionModel: "AccessPolicy", roleScope: "Vault" }),
      vault({ grants: "External", roleScope: "Object" }),
    ],
  },
  // The namespace is "shop": 253 characters, less two hyphens and a pod of at least 63.
  "pod-status-name": {
    accepted: [
      className(184),
      className(184, { management: "External" }),
      vault({ secretProviderClass: { name: later(a(184)) } }),
      [smallInput({ pod: { image: "a" }, vault: { secretProviderClass: { name: a(184) } } }), a(50)],
      vault({ secretProviderClass: { name: unknown } }),
    ],
    refused: [
      className(185),
      className(185, { management: "External" }),
      vault({ secretProviderClass: { name: later(a(185)) } }),
      given({ namespace: later("shops"), vault: { secretProviderClass: { name: a(184) } } }),
      [smallInput({ pod: { image: "a" }, vault: { secretProviderClass: { name: a(184) } } }), a(51)],
    ],
  },
  "tag-count": {
    accepted: [managed({ ...group, tags: tags(50) }), managed({ ...group, tags: later(tags(50)) })],
    refused: [managed({ ...group, tags: tags(51) }), managed({ ...group, tags: later(tags(51)) })],
  },
  "use-label": {
    accepted: [use("true"), use(later("true"))],
    refused: [use("false"), use(""), use(later("false"))],
  },
  "token-expiration": {
    accepted: [3600, 86400, later(3600)].map((tokenExpirationSeconds) => account({ tokenExpirationSeconds })),
    refused: [3599, 86401, 3600.5, "3600", Number.NaN, later(3599)].map((tokenExpirationSeconds) =>
      account({ tokenExpirationSeconds }),
    ),
  },
  "version-history": {
    accepted: [0, 1, 2, 2 ** 31 - 1].map((objectVersionHistory) => object({ objectVersionHistory })),
    refused: [-1, 2 ** 31, 1.5, "2", null].map((objectVersionHistory) => object({ objectVersionHistory })),
  },
  "only-for-secrets": {
    accepted: [
      object({ objectType: "secret", objectFormat: "pfx", objectEncoding: "base64" }),
      object({ objectType: "key", objectFormat: "pem" }),
    ],
    refused: [
      object({ objectType: "key", objectFormat: "pfx" }),
      object({ objectType: "cert", objectFormat: later("pfx") }),
      object({ objectType: "cert", objectEncoding: "utf-8" }),
      object({ objectType: "key", objectEncoding: later("hex") }),
    ],
  },
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
    ],
    refused: [
      vault({ env: { A: "b" } }),
      vault({ env: { A: "a/0" } }),
      vault({ env: { A: 7 } }),
      objects({ a: { objectVersionHistory: 2 } }, { env: { A: "a" } }),
      objects({ a: { objectVersionHistory: 2 } }, { env: { A: "a/2" } }),
      copied({ k: "b" }),
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
  "own-account": {
    accepted: [
      account({ name: "defaults" }),
      account({ name: "default", management: "Annotate" }),
      account({ name: "default", management: "External" }),
    ],
    refused: [account({ name: "default" }), account({ name: later("default") }), named("default")],
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

/** The names that are made from the component's, where they are at their limits. */
export const componentNames: Readonly<Record<string, Cases>> = {
  "credential-name": {
    accepted: [named(a(107), { identity: { name: "abc" } })],
    refused: [
      named(a(108), { identity: { name: "abc" } }),
      named("orders.v2", { identity: { name: "abc" } }),
    ],
  },
  "identity-name": {
    accepted: [
      named(a(111), { clusters: undefined }),
      named("orders.v2", { clusters: undefined, identity: { name: "abc" } }),
    ],
    refused: [named(a(112), { clusters: undefined }), named("orders.v2", { clusters: undefined })],
  },
  "kubernetes-name": {
    accepted: [
      named("Orders", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" } },
      }),
    ],
    refused: [
      named("Orders", { vault: { secretProviderClass: { name: "orders" } } }),
      named("Orders", { serviceAccount: { name: "orders" } }),
      named("Orders", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" }, env: { A: "a" } },
      }),
      named("Orders", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" } },
        pod: { image: "a" },
      }),
    ],
  },
};
